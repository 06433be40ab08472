package io.rfmstreams.rfm;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;

/**
 * Handles events that are read again after a crash although the history contains them. If history and rows are not
 * stored in one transaction, the row of such an event can be missing.
 */
final class Reprocessing {

    private Reprocessing() {}

    /**
     * Adds the row of an event if the row should be stored and is missing. After a cleaning, the history must also
     * record again that the order may be stored.
     */
    static HistoryUpdate apply(
            PurchaseHistory history, CustomerEvent event, long position, long now, HistoryRules rules, KeptRows rows) {
        if (!rules.keeps(event.occurredAt(), now)) {
            return HistoryUpdate.of(history, Outcome.REPROCESSED);
        }
        if (event instanceof Refund refund) {
            return refund(history, refund, position, rows);
        }
        Purchase purchase = (Purchase) event;
        RowChanges missing = rows.order(purchase.orderId()) == null
                ? RowChanges.put(new KeptOrder(purchase.orderId(), purchase.occurredAt(), purchase.amount(), position))
                : RowChanges.NONE;
        PurchaseHistory holding = history.rows().orderIds().mayHold(purchase.orderId())
                ? history
                : history.with(history.rows().withOrder(purchase.orderId()));
        return HistoryUpdate.of(holding, Outcome.REPROCESSED, missing);
    }

    /** The refund may have been pending. Counting it twice only costs one scan. */
    private static HistoryUpdate refund(PurchaseHistory history, Refund refund, long position, KeptRows rows) {
        if (rows.refund(refund.refundId()) != null) {
            return HistoryUpdate.of(history, Outcome.REPROCESSED);
        }
        KeptRefund row =
                new KeptRefund(refund.refundId(), refund.orderId(), refund.occurredAt(), refund.amount(), position);
        RowSummary summary = history.rows().withRefund(refund.orderId() == null ? 0 : 1);
        return HistoryUpdate.of(history.with(summary), Outcome.REPROCESSED, RowChanges.put(row));
    }
}
