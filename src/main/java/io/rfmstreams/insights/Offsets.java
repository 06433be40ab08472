package io.rfmstreams.insights;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Reads and writes the tables {@code consumed_offsets} and {@code consumed_topics}. */
final class Offsets {

    private Offsets() {}

    static void write(WriteConnection connection, Map<PartitionId, Long> offsets) throws SQLException {
        try (RowAppender rows = connection.stage("staged_offsets")) {
            for (var offset : offsets.entrySet()) {
                rows.beginRow()
                        .text(offset.getKey().topic())
                        .integer(offset.getKey().partition())
                        .number(offset.getValue())
                        .endRow();
            }
        }
        connection.execute("DELETE FROM consumed_offsets USING staged_offsets AS staged"
                + " WHERE consumed_offsets.topic = staged.topic AND consumed_offsets.partition = staged.partition");
        connection.execute("INSERT INTO consumed_offsets FROM staged_offsets");
    }

    static Map<PartitionId, Long> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT topic, partition, next_offset FROM consumed_offsets")) {
            Map<PartitionId, Long> offsets = new HashMap<>();
            while (rows.next()) {
                offsets.put(new PartitionId(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
            return offsets;
        }
    }

    static void writeTopics(WriteConnection connection, Map<String, String> ids) throws SQLException {
        for (var topic : ids.entrySet()) {
            connection.execute("DELETE FROM consumed_topics WHERE topic = ?", topic.getKey());
            connection.execute("INSERT INTO consumed_topics VALUES (?, ?)", topic.getKey(), topic.getValue());
        }
    }

    static Map<String, String> readTopics(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT topic, topic_id FROM consumed_topics")) {
            Map<String, String> ids = new HashMap<>();
            while (rows.next()) {
                ids.put(rows.getString(1), rows.getString(2));
            }
            return ids;
        }
    }
}
