package io.rfmstreams.rfm;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;

/**
 * Events that are read again after a crash although the history has seen them: where history and rows are not stored in one
 * transaction, the event's row may be lost.
 */
final class Reprocessing {

    private Reprocessing() {}

    /**
     * Puts the row of an event where it is to be kept and is not there. Where rows were cleaned meanwhile, the history has to
     * learn anew that it may hold the order.
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

    /** The refund may have been pending; one that is counted twice costs a scan and no more. */
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
