package io.rfmstreams.insights;

import java.sql.SQLException;
import java.util.Map;

/** Deletes rows that are older than the retention. */
final class OldRows {

    private static final Map<String, String> TIMES_OF_PURCHASES =
            Map.of("purchases", "occurred_at", "refunds", "occurred_at");

    private static final Map<String, String> TIMES_OF_EVENTS =
            Map.of("changes", "occurred_at", "alerts", "raised_at", "offers", "offered_at", "erasures", "erased_at");

    private OldRows() {}

    /** Deletes purchases and refunds before one time, and changes, alerts, offers and erasures before another one. */
    static void delete(WriteConnection connection, long purchases, long events) throws SQLException {
        delete(connection, TIMES_OF_PURCHASES, purchases);
        delete(connection, TIMES_OF_EVENTS, events);
    }

    private static void delete(WriteConnection connection, Map<String, String> columns, long time) throws SQLException {
        for (Map.Entry<String, String> table : columns.entrySet()) {
            connection.execute(
                    "DELETE FROM %s WHERE %s < make_timestamp_ms(?)".formatted(table.getKey(), table.getValue()), time);
        }
    }
}
