package io.rfmstreams.insights;

import java.sql.SQLException;
import java.util.Collection;

/** Writes the table {@code purchases}. */
final class PurchaseWriter {

    private final WriteConnection connection;

    PurchaseWriter(WriteConnection connection) {
        this.connection = connection;
    }

    void write(Batch batch) throws SQLException {
        connection.deleteCustomers("purchases", batch.erasedPurchases);
        if (!batch.purchases.isEmpty()) {
            insertNewOrders(batch.purchases.values());
        }
    }

    private void insertNewOrders(Collection<OrderRow> orders) throws SQLException {
        try (RowAppender rows = connection.stage("staged_purchases")) {
            for (OrderRow order : orders) {
                rows.beginRow()
                        .text(order.customerId())
                        .text(order.orderId())
                        .time(order.occurredAt())
                        .money(order.amount())
                        .number(order.hash())
                        .endRow();
            }
        }
        connection.execute("INSERT INTO purchases FROM staged_purchases ANTI JOIN purchases USING (order_hash)");
    }
}
