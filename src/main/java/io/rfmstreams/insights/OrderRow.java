package io.rfmstreams.insights;

import io.rfmstreams.rfm.Money;
import java.sql.SQLException;

/** A row of the table {@code purchases}. */
record OrderRow(String customerId, String orderId, long occurredAt, Money amount, long keptFrom) implements EventRow {

    @Override
    public long hash() {
        return IdHash.of(customerId, orderId);
    }

    @Override
    public void appendTo(RowAppender rows) throws SQLException {
        rows.beginRow()
                .text(customerId)
                .text(orderId)
                .time(occurredAt)
                .money(amount)
                .number(hash())
                .endRow();
    }
}
