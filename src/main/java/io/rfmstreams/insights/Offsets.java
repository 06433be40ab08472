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
        for (var offset : offsets.entrySet()) {
            PartitionId partition = offset.getKey();
            connection.execute(
                    "DELETE FROM consumed_offsets WHERE topic = ? AND partition = ?",
                    partition.topic(),
                    partition.partition());
            connection.execute(
                    "INSERT INTO consumed_offsets VALUES (?, ?, ?)",
                    partition.topic(),
                    partition.partition(),
                    offset.getValue());
        }
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
