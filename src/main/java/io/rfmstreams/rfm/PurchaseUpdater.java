package io.rfmstreams.rfm;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.util.List;

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
        if (same != null) {
            return inPlaceOfExpired(order);
        }
        return history.rows().pendingRefunds() > 0 ? withPendingRefunds(order) : withoutRefunds(order);
    }

    private HistoryUpdate withoutRefunds(KeptOrder order) {
        DayBucket bucket =
                bucket(order).withOrder(order.occurredAt(), order.amount().units());
        RowSummary summary = history.rows().withOrder(order.id());
        return HistoryUpdate.of(joined(order, bucket, summary), Outcome.ORDER, RowChanges.put(order));
    }

    /** Replaces the row of an earlier order with the same id, and deletes the refunds of that order. */
    private HistoryUpdate inPlaceOfExpired(KeptOrder order) {
        List<KeptRefund> refunds = rows.refundsOf(order.id());
        DayBucket bucket =
                bucket(order).withOrder(order.occurredAt(), order.amount().units());
        RowSummary summary = history.rows().withOrder(order.id()).withoutPending(0, refunds.size());
        return HistoryUpdate.of(joined(order, bucket, summary), Outcome.ORDER, new RowChanges(refunds, List.of(order)));
    }

    /** Applies the refunds that arrived before their order. */
    private HistoryUpdate withPendingRefunds(KeptOrder order) {
        List<KeptRefund> applied = rows.refundsOf(order.id());
        List<KeptRefund> expired = applied.stream()
                .filter(refund -> !rules.keeps(refund.occurredAt(), now))
                .toList();
        RowSummary summary = history.rows().withOrder(order.id()).withoutPending(applied.size(), expired.size());
        applied.removeAll(expired);
        RefundedOrder refunded = RefundedOrder.of(order, applied);
        DayBucket bucket = refunded.isUndone()
                ? bucket(order).withUndoneOrder(order.occurredAt())
                : bucket(order).withOrder(order.occurredAt(), refunded.left());
        return new HistoryUpdate(
                joined(order, bucket, summary),
                Outcome.ORDER,
                new RowChanges(expired, List.of(order)),
                applied.size(),
                refunded.excess());
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

    private PurchaseHistory joined(KeptOrder order, DayBucket bucket, RowSummary summary) {
        return history.withOrderAt(
                order.occurredAt(), history.lastExpiredAt(), history.buckets().with(bucket), summary, order.position());
    }
}
