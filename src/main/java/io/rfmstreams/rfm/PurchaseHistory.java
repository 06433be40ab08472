package io.rfmstreams.rfm;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;

/**
 * The purchases of one customer: the day buckets, and times that the buckets do not contain. The single orders and
 * refunds are stored as {@link KeptRows}. Instances are immutable. Times are epoch milliseconds, {@link DayBucket#NONE}
 * if there is none.
 *
 * <p>With a rolling window, recency, frequency, monetary and the first and last purchase do not depend on the order of
 * arrival or on repeated events, if no refund is dated before the UTC day of its order.
 *
 * @param firstPurchaseAt time of the first order, including undone and expired ones
 * @param lastPlacedAt time of the last order, including undone and expired ones
 * @param lastExpiredAt with a rolling window: time of the last order before the kept days, including undone ones; with
 *     a lifetime window: time of the last order that is not undone and has no row any more
 * @param buckets the kept days
 * @param rows a summary of the stored orders and refunds
 * @param position position of the last event that changed the history, see {@link KeptRow#position}; -1 without an
 *     event
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

    /**
     * Returns whether there has been a purchase. Refunds before the first purchase are stored, but the customer is not
     * visible.
     */
    public boolean hasPurchased() {
        return firstPurchaseAt != DayBucket.NONE;
    }

    /**
     * Returns the time of the last purchase: of the last order in the kept days that is not undone; without one, of the
     * last order before the kept days, undone or not; without one, of the last order.
     *
     * <p>An expired order counts even if it was undone. If an order arrives after its day has left the kept days, it
     * gets no row, and its refunds are not known. Only a rule that ignores refunds of expired orders gives the same
     * time for every order of arrival without storing all orders forever. The frequency is 0 in this case.
     */
    public long lastPurchaseAt() {
        long lastOrderAt = buckets.lastOrderAt();
        if (lastOrderAt != DayBucket.NONE) {
            return lastOrderAt;
        }
        return lastExpiredAt != DayBucket.NONE ? lastExpiredAt : lastPlacedAt;
    }

    /** Returns recency, frequency and monetary at a time that is not before the last change. */
    public Rfm rfm(Window window, long now) {
        PurchaseHistory current = at(now, window);
        return new Rfm(
                Rfm.recencyDays(current.lastPurchaseAt(), now),
                current.buckets.frequency(window, now),
                current.buckets.total(window, now));
    }

    /** Returns the history at a time that is not before the last change, without the days that have left the window. */
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
     * @param position the event's position among the events of the customer; if the history contains it already, only a
     *     missing row is added
     * @param now not before the value of an earlier call, and after the event has advanced it
     * @param keptRows the customer's rows, to which the caller applies the changes of the result
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
     * Returns the time at which rows expire without any other change, because no bucket that counts expires earlier.
     * The customer must be visited at this time to delete the rows, see {@link RowCleaning}.
     *
     * @param now the time of the history
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
     * Returns the time at which the last row expires if no event arrives.
     *
     * @param now the time of the history
     * @return epoch milliseconds, after {@code now}; {@link Long#MAX_VALUE} for never
     */
    public long allRowsExpireAt(long now, HistoryRules rules) {
        if (rules.window().isLifetime() || buckets.isEmpty()) {
            return rowsExpireAt(now, rules);
        }
        return rules.window().dayLeavesAt(buckets.get(buckets.size() - 1).day());
    }

    /** Returns whether the customer has nothing to store. */
    public boolean isForgettable() {
        return !hasPurchased() && buckets.isEmpty();
    }

    /** Returns the time from which no row is stored, with a lifetime window. */
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
