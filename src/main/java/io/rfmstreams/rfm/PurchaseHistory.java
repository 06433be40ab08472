package io.rfmstreams.rfm;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;

/**
 * The purchases of one customer: day buckets, and the few times that they do not tell. The orders and refunds themselves are
 * {@link KeptRows}, kept elsewhere. Immutable; times are epoch milliseconds, {@link DayBucket#NONE} where there is none.
 *
 * <p>With a rolling window the recency, frequency and monetary of a moment, and the first and the last purchase, do not depend
 * on the order in which events arrived, nor on repeats, provided that no refund is dated before the UTC day of its order.
 *
 * @param firstPurchaseAt time of the first order ever, undone and expired ones included
 * @param lastPlacedAt time of the last order ever, undone and expired ones included
 * @param lastExpiredAt with a rolling window: time of the last order, undone ones included, that is dated before the kept days;
 *     with a lifetime window: time of the last standing order that is not kept one by one
 * @param buckets the kept days
 * @param rows of the orders and refunds that are kept one by one
 * @param position of the last event that changed the history, see {@link KeptRow#position}; -1 before any
 */
public record PurchaseHistory(
        long firstPurchaseAt,
        long lastPlacedAt,
        long lastExpiredAt,
        DayBuckets buckets,
        RowSummary rows,
        long position) {

    /** The history of an unknown customer. */
    public static final PurchaseHistory EMPTY =
            new PurchaseHistory(DayBucket.NONE, DayBucket.NONE, DayBucket.NONE, DayBuckets.EMPTY, RowSummary.NONE, -1);

    /** Whether the customer ever bought. Without a purchase refunds are kept, but there is no customer to see. */
    public boolean hasPurchased() {
        return firstPurchaseAt != DayBucket.NONE;
    }

    /**
     * Time of the last purchase: of the latest kept order that stands. Where no kept order stands, it is the latest of the
     * orders that have left the kept days, undone or not, and where there is none, the latest order ever placed.
     *
     * <p>An order that has left may count although it was undone, because an order that arrives after it has left has no row
     * any more from which its refunds could be known: only a rule that ignores refunds here gives the same time in whatever
     * order events arrive, without keeping all orders for ever. The frequency is 0 then.
     */
    public long lastPurchaseAt() {
        long lastOrderAt = buckets.lastOrderAt();
        if (lastOrderAt != DayBucket.NONE) {
            return lastOrderAt;
        }
        return lastExpiredAt != DayBucket.NONE ? lastExpiredAt : lastPlacedAt;
    }

    /** Recency, frequency and monetary at a moment, not before that of the last change. */
    public Rfm rfm(Window window, long now) {
        PurchaseHistory current = at(now, window);
        return new Rfm(
                Rfm.recencyDays(current.lastPurchaseAt(), now),
                current.buckets.frequency(window, now),
                current.buckets.total(window, now));
    }

    /** The history at a moment, not before that of the last change: without the days that have left the window for good. */
    public PurchaseHistory at(long now, Window window) {
        long firstDay = window.firstDay(now);
        if (!buckets.hasDayBefore(firstDay)) {
            return this;
        }
        long lastLeft = Math.max(lastExpiredAt, buckets.lastPlacedBefore(firstDay));
        return new PurchaseHistory(firstPurchaseAt, lastPlacedAt, lastLeft, buckets.from(firstDay), rows, position);
    }

    /**
     * Applies a purchase or refund.
     *
     * @param position the event's position among the events of the customer; of one that the history has seen already only
     *     the row is put where that is missing
     * @param now not before an earlier call's; the event has moved it already
     * @param keptRows the customer's rows, to which the result's changes are to be applied
     */
    public HistoryUpdate apply(CustomerEvent event, long position, long now, HistoryRules rules, KeptRows keptRows) {
        if (position <= this.position) {
            return Reprocessing.apply(this, event, position, now, rules, keptRows);
        }
        PurchaseHistory current = at(now, rules.window());
        try {
            HistoryUpdate update = event instanceof Purchase purchase
                    ? new PurchaseUpdater(current, now, rules, keptRows).apply(purchase, position)
                    : new RefundUpdater(current, now, rules, keptRows).apply((Refund) event, position);
            return update.isChangeOf(current) ? update : HistoryUpdate.of(this, update.outcome());
        } catch (ArithmeticException overflow) {
            return HistoryUpdate.of(this, Outcome.OVERFLOW);
        }
    }

    /**
     * When rows will expire without anything else happening, as no bucket counts that leaves before: whoever keeps the
     * customer looks at it then once more, and deletes them, see {@link RowCleaning}.
     *
     * @param now the moment that the history is of
     * @return epoch milliseconds, after {@code now}; {@link Long#MAX_VALUE} for never
     */
    public long rowsExpireAt(long now, HistoryRules rules) {
        if (rules.window().isLifetime()) {
            long expiry = lastRowExpiresAt(rules);
            return rows.size() > 0 && expiry > now ? expiry : Long.MAX_VALUE;
        }
        if (buckets.isEmpty() || buckets.isAnyCounting(rules.window(), now)) {
            return Long.MAX_VALUE;
        }
        return rules.window().dayLeavesAt(buckets.get(0).day());
    }

    /**
     * When the last of the rows will have expired if nothing else happens.
     *
     * @param now the moment that the history is of
     * @return epoch milliseconds, after {@code now}; {@link Long#MAX_VALUE} for never
     */
    public long allRowsExpireAt(long now, HistoryRules rules) {
        if (rules.window().isLifetime() || buckets.isEmpty()) {
            return rowsExpireAt(now, rules);
        }
        return rules.window().dayLeavesAt(buckets.get(buckets.size() - 1).day());
    }

    /** Whether there is nothing to keep of the customer. */
    public boolean isForgettable() {
        return !hasPurchased() && buckets.isEmpty();
    }

    /** With a lifetime window: from when on no row is kept. */
    long lastRowExpiresAt(HistoryRules rules) {
        long last = Math.max(lastPlacedAt, buckets.of(0).lastRefundAt());
        return last == DayBucket.NONE ? Long.MAX_VALUE : last + rules.orderRetention() + 1;
    }

    PurchaseHistory withExpiredOrder(long at, long newPosition) {
        if (firstPurchaseAt != DayBucket.NONE && at >= firstPurchaseAt && at <= lastExpiredAt) {
            return this;
        }
        return withOrderAt(at, Math.max(lastExpiredAt, at), buckets, rows, newPosition);
    }

    PurchaseHistory withOrderAt(
            long at, long newLastExpiredAt, DayBuckets newBuckets, RowSummary newRows, long newPosition) {
        return new PurchaseHistory(
                hasPurchased() ? Math.min(firstPurchaseAt, at) : at,
                Math.max(lastPlacedAt, at),
                newLastExpiredAt,
                newBuckets,
                newRows,
                newPosition);
    }

    PurchaseHistory with(RowSummary newRows) {
        return new PurchaseHistory(firstPurchaseAt, lastPlacedAt, lastExpiredAt, buckets, newRows, position);
    }

    PurchaseHistory cleaned(long newLastExpiredAt, RowSummary newRows) {
        return new PurchaseHistory(firstPurchaseAt, lastPlacedAt, newLastExpiredAt, buckets, newRows, position);
    }

    PurchaseHistory with(DayBucket bucket, RowSummary newRows, long newPosition) {
        return new PurchaseHistory(
                firstPurchaseAt, lastPlacedAt, lastExpiredAt, buckets.with(bucket), newRows, newPosition);
    }
}
