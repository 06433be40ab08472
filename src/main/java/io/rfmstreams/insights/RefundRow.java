package io.rfmstreams.insights;

import io.rfmstreams.rfm.Money;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code refunds}.
 *
 * @param orderId the refunded order; null if the refund names none
 */
record RefundRow(
        String customerId, String refundId, @Nullable String orderId, long occurredAt, Money amount, long keptFrom)
        implements EventRow {

    @Override
    public long hash() {
        return IdHash.of(customerId, refundId);
    }

    @Override
    public void appendTo(RowAppender rows) throws SQLException {
        rows.beginRow()
                .text(customerId)
                .text(refundId)
                .text(orderId)
                .time(occurredAt)
                .money(amount)
                .number(hash())
                .endRow();
    }
}
