package io.rfmstreams.rfm;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies one purchase to a history. Throws {@link ArithmeticException} if a total exceeds 64 bits. */
final class PurchaseUpdater {

    private final PurchaseHistory history;
    private final long now;
    private final HistoryRules rules;
    private final VisibleRows rows;

    PurchaseUpdater(PurchaseHistory history, long now, HistoryRules rules, KeptRows rows) {
        this.history = history;
        this.now = now;
        this.rules = rules;
        this.rows = new VisibleRows(rows, history);
    }

    HistoryUpdate apply(Purchase purchase, long position) {
        long at = purchase.occurredAt();
        if (!rules.keeps(at, now)) {
            return rules.window().isLifetime()
                    ? late(purchase, position)
                    : HistoryUpdate.of(history.withExpiredOrder(at, position), Outcome.EXPIRED_ON_ARRIVAL);
        }
        KeptOrder same = rows.order(purchase.orderId());
        if (same != null && rules.keeps(same.occurredAt(), now)) {
            boolean isEqual = same.occurredAt() == at && same.amount().equals(purchase.amount());
            return HistoryUpdate.of(history, isEqual ? Outcome.DUPLICATE : Outcome.CONFLICTING_DUPLICATE);
        }
        KeptOrder order = new KeptOrder(purchase.orderId(), at, purchase.amount(), position);
        return same == null && history.rows().pendingRefunds() == 0 ? withoutRefunds(order) : withRefunds(order, same);
    }

    private HistoryUpdate withoutRefunds(KeptOrder order) {
        DayBucket bucket =
                bucket(order).withOrder(order.occurredAt(), order.amount().units());
        RowSummary summary = history.rows().withOrder(order.id());
        return HistoryUpdate.of(
                joined(order, bucket, summary, history.lastExpiredAt()), Outcome.ORDER, RowChanges.put(order));
    }

    /**
     * Applies the refunds that arrived before their order. If an expired order had the same id, the refunds dated before the UTC day of
     * the new order are those of the expired one, and are deleted.
     *
     * @param expired the order whose row the new one replaces, null for none
     */
    private HistoryUpdate withRefunds(KeptOrder order, @Nullable KeptOrder expired) {
        List<KeptRefund> applied = new ArrayList<>();
        List<KeptRefund> deleted = new ArrayList<>();
        List<KeptRefund> ofExpired = new ArrayList<>();
        for (KeptRefund refund : rows.refundsOf(order.id())) {
            boolean isOfExpired = expired != null && utcDay(refund) < utcDay(order);
            if (isOfExpired) {
                ofExpired.add(refund);
            }
            (isOfExpired || !rules.keeps(refund.occurredAt(), now) ? deleted : applied).add(refund);
        }
        // Some can have been linked to the expired order. To count too many as pending only costs a scan.
        int arrived = expired == null ? applied.size() + deleted.size() : 0;
        RowSummary summary = history.rows().withOrder(order.id()).withoutPending(arrived, deleted.size());
        RefundedOrder refunded = RefundedOrder.of(order, applied);
        DayBucket bucket = refunded.isUndone()
                ? bucket(order).withUndoneOrder(order.occurredAt())
                : bucket(order).withOrder(order.occurredAt(), refunded.left());
        return new HistoryUpdate(
                joined(order, bucket, summary, lastExpiredAt(expired, ofExpired)),
                Outcome.ORDER,
                new RowChanges(deleted, List.of(order)),
                applied.size(),
                refunded.excess());
    }

    private static long utcDay(KeptRow row) {
        return Math.floorDiv(row.occurredAt(), DayBucket.DAY_MILLIS);
    }

    /** Returns the new time of the last expired order. With a lifetime window, it counts an order whose row is replaced. */
    private long lastExpiredAt(@Nullable KeptOrder replaced, List<KeptRefund> itsRefunds) {
        if (replaced == null
                || !rules.window().isLifetime()
                || RefundedOrder.of(replaced, itsRefunds).isUndone()) {
            return history.lastExpiredAt();
        }
        return Math.max(history.lastExpiredAt(), replaced.occurredAt());
    }

    /** Applies an order that is older than the retention of a lifetime window. */
    private HistoryUpdate late(Purchase purchase, long position) {
        if (!rules.acceptLateOrders()) {
            return HistoryUpdate.of(history, Outcome.TOO_LATE);
        }
        long at = purchase.occurredAt();
        DayBucket bucket = history.buckets().of(rules.window().dayOf(at));
        return HistoryUpdate.of(
                history.withOrderAt(
                        at,
                        Math.max(history.lastExpiredAt(), at),
                        history.buckets()
                                .with(bucket.withOrder(at, purchase.amount().units())),
                        history.rows(),
                        position),
                Outcome.ORDER);
    }

    private DayBucket bucket(KeptOrder order) {
        return history.buckets().of(rules.window().dayOf(order.occurredAt()));
    }

    private PurchaseHistory joined(KeptOrder order, DayBucket bucket, RowSummary summary, long lastExpiredAt) {
        return history.withOrderAt(
                order.occurredAt(), lastExpiredAt, history.buckets().with(bucket), summary, order.position());
    }
}
