package io.rfmstreams.rfm;

/**
 * The totals of one customer's events of one UTC day. A bucket leaves frequency and monetary as a whole, see
 * {@link #leavesAt}. Times are epoch milliseconds, {@link #NONE} if there is no such event. An order is undone when
 * refunds have given back all of its amount.
 *
 * @param day days since 1970-01-01; 0 for the only bucket of a lifetime window
 * @param orders number of orders that are not undone
 * @param units total of these orders less unlinked refunds, in units of {@link Money}; may be negative
 * @param lastOrderAt time of the last order that is not undone
 * @param lastRefundAt time of the last unlinked refund; with a lifetime window, of the last unlinked or pending refund
 * @param lastPlacedAt time of the last order, including undone ones
 */
public record DayBucket(long day, int orders, long units, long lastOrderAt, long lastRefundAt, long lastPlacedAt) {

    /** The length of a day in milliseconds. */
    public static final long DAY_MILLIS = 86_400_000L;

    /** The time of an event that never happened. */
    public static final long NONE = Long.MIN_VALUE;

    public DayBucket {
        if (orders < 0) {
            throw new IllegalArgumentException("orders must be at least 0, not " + orders);
        }
        if (orders > 0 == (lastOrderAt == NONE)) {
            throw new IllegalArgumentException("lastOrderAt must be set if and only if orders is above 0");
        }
    }

    /** Returns a bucket without events. */
    static DayBucket empty(long day) {
        return new DayBucket(day, 0, 0, NONE, NONE, NONE);
    }

    /** Returns the total of the bucket less refunds; may be negative. */
    public Money total() {
        return new Money(units);
    }

    /** Returns whether the bucket has anything that frequency or monetary count. */
    boolean isCountable() {
        return orders > 0 || lastRefundAt != NONE;
    }

    /**
     * Returns the time from which frequency and monetary no longer count the bucket: its last order that is not undone
     * + window; without such an order, its last unlinked refund + window.
     */
    long leavesAt(Window window) {
        return window.end(orders > 0 ? lastOrderAt : lastRefundAt);
    }

    /** Adds an order, of which refunds have left {@code left} units. */
    DayBucket withOrder(long at, long left) {
        return new DayBucket(
                day,
                Math.addExact(orders, 1),
                Math.addExact(units, left),
                Math.max(lastOrderAt, at),
                lastRefundAt,
                Math.max(lastPlacedAt, at));
    }

    /** Adds an order that its refunds have undone before it arrived. */
    DayBucket withUndoneOrder(long at) {
        return new DayBucket(day, orders, units, lastOrderAt, lastRefundAt, Math.max(lastPlacedAt, at));
    }

    /** Adds a refund that names no order. */
    DayBucket withUnlinkedRefund(long at, long amount) {
        return withRefundAt(at).less(amount);
    }

    /** Adds the time of a refund that may be counted later. */
    DayBucket withRefundAt(long at) {
        return new DayBucket(day, orders, units, lastOrderAt, Math.max(lastRefundAt, at), lastPlacedAt);
    }

    /** Subtracts a refund of an order that is not undone by it. */
    DayBucket less(long givenBack) {
        return new DayBucket(
                day, orders, Math.subtractExact(units, givenBack), lastOrderAt, lastRefundAt, lastPlacedAt);
    }

    /**
     * Removes an order that a refund undoes.
     *
     * @param givenBack the units that were left of the order
     * @param lastOrderAtOfTheRest time of the last other order that is not undone
     */
    DayBucket withoutOrder(long givenBack, long lastOrderAtOfTheRest) {
        return new DayBucket(
                day,
                orders - 1,
                Math.subtractExact(units, givenBack),
                lastOrderAtOfTheRest,
                lastRefundAt,
                lastPlacedAt);
    }
}
