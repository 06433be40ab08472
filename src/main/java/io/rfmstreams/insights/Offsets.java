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

    /** @param clocks the latest event of partitions of {@code purchases}, epoch milliseconds */
    static void write(WriteConnection connection, Map<PartitionId, Long> offsets, Map<PartitionId, Long> clocks)
            throws SQLException {
        try (RowAppender rows = connection.stage("staged_offsets")) {
            for (var offset : offsets.entrySet()) {
                rows.beginRow()
                        .text(offset.getKey().topic())
                        .integer(offset.getKey().partition())
                        .number(offset.getValue())
                        .time(clocks.get(offset.getKey()))
                        .endRow();
            }
        }
        connection.execute("DELETE FROM consumed_offsets USING staged_offsets AS staged"
                + " WHERE consumed_offsets.topic = staged.topic AND consumed_offsets.partition = staged.partition");
        connection.execute("INSERT INTO consumed_offsets FROM staged_offsets");
    }

    static Map<PartitionId, Long> read(Connection connection) throws SQLException {
        return read(connection, "next_offset");
    }

    /** Returns the latest event of partitions of {@code purchases}, epoch milliseconds. */
    static Map<PartitionId, Long> readClocks(Connection connection) throws SQLException {
        return read(connection, "epoch_ms(latest_event_at)");
    }

    private static Map<PartitionId, Long> read(Connection connection, String column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT topic, partition, " + column
                        + " AS value FROM consumed_offsets WHERE value IS NOT NULL")) {
            Map<PartitionId, Long> values = new HashMap<>();
            while (rows.next()) {
                values.put(new PartitionId(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
            return values;
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
