package io.rfmstreams.rfm;

import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the rows of a customer that are no longer to be kept. All rows are read, but only once enough of them have expired, so
 * that the cost an order is constant.
 *
 * @param history the history after the cleaning; recency, frequency and monetary are the same
 * @param expired the rows to delete
 */
public record RowCleaning(PurchaseHistory history, List<KeptRow> expired) {

    /**
     * Whether it is worth reading all rows.
     *
     * @param now the moment that the history is of
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
     * Sorts out the rows. Orders are kept by their own time, and refunds as long as their order; refunds whose order is not there
     * or that name none are kept by their own time.
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
