package io.rfmstreams.rfm;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;

/**
 * Events that are read again after a crash although the history has seen them: where history and rows are not stored in one
 * transaction, the event's row may be lost.
 */
final class Reprocessing {

    private Reprocessing() {}

    /** Puts the row of an event where it is to be kept and is not there. */
    static RowChanges missingRow(CustomerEvent event, long position, long now, HistoryRules rules, KeptRows rows) {
        if (!rules.keeps(event.occurredAt(), now)) {
            return RowChanges.NONE;
        }
        if (event instanceof Purchase purchase) {
            return rows.order(purchase.orderId()) == null
                    ? RowChanges.put(
                            new KeptOrder(purchase.orderId(), purchase.occurredAt(), purchase.amount(), position))
                    : RowChanges.NONE;
        }
        Refund refund = (Refund) event;
        return rows.refund(refund.refundId()) == null
                ? RowChanges.put(new KeptRefund(
                        refund.refundId(), refund.orderId(), refund.occurredAt(), refund.amount(), position))
                : RowChanges.NONE;
    }
}
