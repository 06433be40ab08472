package io.rfmstreams.rfm;

import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import org.jspecify.annotations.Nullable;

/** Applies one refund to a history. Throws {@link ArithmeticException} if a total exceeds 64 bits. */
final class RefundUpdater {

    private final PurchaseHistory history;
    private final long now;
    private final HistoryRules rules;
    private final VisibleRows rows;

    RefundUpdater(PurchaseHistory history, long now, HistoryRules rules, KeptRows rows) {
        this.history = history;
        this.now = now;
        this.rules = rules;
        this.rows = new VisibleRows(rows, history);
    }

    /**
     * Applies a refund. A refund that has left the window is ignored: its order has left as well, and a repeat could
     * not be detected.
     */
    HistoryUpdate apply(Refund refund, long position) {
        if (!rules.keeps(refund.occurredAt(), now)) {
            return rules.window().isLifetime()
                    ? late(refund, position)
                    : HistoryUpdate.of(history, Outcome.REFUND_IGNORED);
        }
        KeptRefund same = rows.refund(refund.refundId());
        if (same != null && rules.keeps(same.occurredAt(), now)) {
            return HistoryUpdate.of(history, Outcome.DUPLICATE);
        }
        KeptRefund kept =
                new KeptRefund(refund.refundId(), refund.orderId(), refund.occurredAt(), refund.amount(), position);
        if (refund.orderId() == null) {
            return accepted(kept, withUnlinked(refund), 0, Outcome.REFUND_UNLINKED);
        }
        KeptOrder order = keptOrder(refund.orderId());
        return order == null ? pending(kept) : linked(kept, order);
    }

    private @Nullable KeptOrder keptOrder(String orderId) {
        KeptOrder order = rows.order(orderId);
        return order != null && rules.keeps(order.occurredAt(), now) ? order : null;
    }

    /** Keeps the bucket of the refund's day, so that the refund's row is deleted when the day leaves the window. */
    private HistoryUpdate pending(KeptRefund refund) {
        DayBucket bucket = history.buckets().of(rules.window().dayOf(refund.occurredAt()));
        DayBucket kept = rules.window().isLifetime() ? bucket.withRefundAt(refund.occurredAt()) : bucket;
        return accepted(refund, kept, 1, Outcome.REFUND_PENDING);
    }

    private HistoryUpdate linked(KeptRefund refund, KeptOrder order) {
        RefundedOrder before = RefundedOrder.of(order, rows.refundsOf(order.id()));
        long givenBack = before.givenBack(refund);
        DayBucket bucket = history.buckets().of(rules.window().dayOf(order.occurredAt()));
        if (!before.isUndone()) {
            bucket = givenBack == before.left() ? without(order, bucket, givenBack) : bucket.less(givenBack);
        }
        return new HistoryUpdate(
                history.with(bucket, history.rows().withRefund(0), refund.position()),
                Outcome.REFUND_LINKED,
                RowChanges.put(refund),
                0,
                new Money(refund.amount().units() - givenBack));
    }

    /** Removes an order from its bucket because nothing is left of it. */
    private DayBucket without(KeptOrder order, DayBucket bucket, long givenBack) {
        long last = bucket.lastOrderAt();
        if (bucket.orders() == 1) {
            last = DayBucket.NONE;
        } else if (order.occurredAt() == last) {
            last = RowsByOrder.of(rows.all()).lastOrderAt(bucket.day(), rules.window(), order);
            if (rules.window().isLifetime()) {
                // A crash can lose the history of a cleaning whose deletions were stored.
                last = Math.max(last, Math.max(history.lastExpiredAt(), history.firstPurchaseAt()));
            } else if (last == DayBucket.NONE) {
                // A crash can lose the deletion of refunds whose order id is used again, so that another order seems
                // undone.
                last = order.occurredAt();
            }
        }
        return bucket.withoutOrder(givenBack, last);
    }

    /** Applies a refund that is older than the retention of a lifetime window. Its order has no row any more. */
    private HistoryUpdate late(Refund refund, long position) {
        if (!rules.acceptLateOrders()) {
            return HistoryUpdate.of(history, Outcome.TOO_LATE);
        }
        return refund.orderId() != null
                ? HistoryUpdate.of(history, Outcome.REFUND_IGNORED)
                : HistoryUpdate.of(
                        history.with(withUnlinked(refund), history.rows(), position), Outcome.REFUND_UNLINKED);
    }

    private DayBucket withUnlinked(Refund refund) {
        return history.buckets()
                .of(rules.window().dayOf(refund.occurredAt()))
                .withUnlinkedRefund(refund.occurredAt(), refund.amount().units());
    }

    private HistoryUpdate accepted(KeptRefund refund, DayBucket bucket, int pending, Outcome outcome) {
        RowSummary summary = history.rows().withRefund(pending);
        return HistoryUpdate.of(history.with(bucket, summary, refund.position()), outcome, RowChanges.put(refund));
    }
}
