package io.rfmstreams.insights;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Writes the tables {@code purchases} and {@code refunds}. */
final class PurchaseWriter {

    private final WriteConnection connection;

    PurchaseWriter(WriteConnection connection) {
        this.connection = connection;
    }

    void write(Batch batch) throws SQLException {
        connection.deleteCustomers("purchases", batch.erasures.keySet());
        connection.deleteCustomers("refunds", batch.erasures.keySet());
        append("purchases", "order_hash", batch.orders);
        append("refunds", "refund_hash", batch.refunds);
    }

    /** Appends the rows that repeat none of the table and no earlier one of the batch. */
    private void append(String table, String hashColumn, List<? extends EventRow> arrived) throws SQLException {
        if (arrived.isEmpty()) {
            return;
        }
        Map<Long, Long> known = known(table, hashColumn, arrived);
        try (RowAppender rows = connection.append(table)) {
            for (EventRow row : arrived) {
                Long earlier = known.get(row.hash());
                if (earlier == null || earlier < row.keptFrom()) {
                    known.put(row.hash(), row.occurredAt());
                    row.appendTo(rows);
                }
            }
        }
    }

    /** Returns the times of the last rows of the table with the hashes of others, epoch milliseconds. */
    private Map<Long, Long> known(String table, String hashColumn, List<? extends EventRow> others)
            throws SQLException {
        try (RowAppender hashes = connection.stage("staged_hashes")) {
            for (EventRow row : others) {
                hashes.beginRow().number(row.hash()).endRow();
            }
        }
        return connection.numbers("""
                SELECT %2$s, epoch_ms(max(occurred_at)) FROM %1$s SEMI JOIN staged_hashes ON hash = %2$s GROUP BY %2$s
                """.formatted(table, hashColumn));
    }
}
