package io.rfmstreams.rfm;

import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the expired rows of a customer. All rows are read, but only when enough of them have expired, so that the cost
 * per order is constant.
 *
 * @param history the history after the cleaning; recency, frequency and monetary do not change
 * @param expired the rows to delete
 */
public record RowCleaning(PurchaseHistory history, List<KeptRow> expired) {

    /**
     * Returns whether reading all rows is worthwhile.
     *
     * @param now the time of the history
     */
    public static boolean isDue(PurchaseHistory history, long now, HistoryRules rules) {
        RowSummary rows = history.rows();
        if (rows.size() == 0) {
            return false;
        }
        if (rules.window().isLifetime()) {
            return history.lastRowExpiresAt(rules) <= now
                    || (rows.isCleaningWorthwhile(0) && !rules.keeps(history.firstPurchaseAt(), now));
        }
        return history.buckets().isEmpty()
                || rows.isCleaningWorthwhile(history.buckets().orders());
    }

    /**
     * Reads all rows and returns the expired ones. An order expires by its own time, and a refund expires with its
     * order. A refund that names no order, or an order without a row, expires by its own time.
     */
    public static RowCleaning of(PurchaseHistory history, KeptRows rows, long now, HistoryRules rules) {
        List<KeptRow> all = new VisibleRows(rows, history).all();
        RowsByOrder byOrder = RowsByOrder.of(all);
        List<KeptRow> expired = new ArrayList<>();
        List<String> orderIds = new ArrayList<>();
        int pending = 0;
        long lastExpiredAt = history.lastExpiredAt();
        for (KeptRow row : all) {
            KeptOrder order = byOrder.orderOf(row);
            boolean isKept = rules.keeps(order == null ? row.occurredAt() : order.occurredAt(), now);
            if (isKept && order == null && row instanceof KeptRefund refund && refund.orderId() != null) {
                pending++;
            }
            if (!isKept) {
                expired.add(row);
            } else if (row instanceof KeptOrder) {
                orderIds.add(row.id());
            }
            boolean mayBeLast = !isKept && rules.window().isLifetime() && row instanceof KeptOrder;
            if (mayBeLast && byOrder.stands((KeptOrder) row)) {
                lastExpiredAt = Math.max(lastExpiredAt, row.occurredAt());
            }
        }
        int left = all.size() - expired.size();
        RowSummary summary = new RowSummary(left, pending, left, IdHashes.of(orderIds));
        return new RowCleaning(history.cleaned(lastExpiredAt, summary), expired);
    }
}
