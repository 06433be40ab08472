package io.rfmstreams.rfm;

/**
 * The events of one UTC day, added up. Frequency and monetary lose them all at once, see {@link #leavesAt}. Times are epoch
 * milliseconds, {@link #NONE} where there is none.
 *
 * @param day days since 1970-01-01; 0 for the one bucket of a lifetime window
 * @param orders number of orders that stand: those that are not undone by refunds
 * @param units what is left of them, less unlinked refunds, in units of {@link Money}; may be negative
 * @param lastOrderAt time of the last order that stands
 * @param lastRefundAt time of the last unlinked refund; with a lifetime window, of the last unlinked or pending one
 * @param lastPlacedAt time of the last order, undone ones included
 */
public record DayBucket(long day, int orders, long units, long lastOrderAt, long lastRefundAt, long lastPlacedAt) {

    /** One day, in milliseconds. */
    public static final long DAY_MILLIS = 86_400_000L;

    /** Stands for the time of something that never happened. */
    public static final long NONE = Long.MIN_VALUE;

    public DayBucket {
        if (orders < 0) {
            throw new IllegalArgumentException("orders must be at least 0, not " + orders);
        }
        if (orders > 0 == (lastOrderAt == NONE)) {
            throw new IllegalArgumentException("lastOrderAt must be there exactly if an order stands");
        }
    }

    /** A bucket without orders and unlinked refunds. */
    static DayBucket empty(long day) {
        return new DayBucket(day, 0, 0, NONE, NONE, NONE);
    }

    /** Total of the bucket, less refunds; may be negative. */
    public Money total() {
        return new Money(units);
    }

    /** Whether there is anything that frequency or monetary can count. */
    boolean isCountable() {
        return orders > 0 || lastRefundAt != NONE;
    }

    /**
     * From when on a countable bucket no longer counts: at its last standing order + window, or without one at its last
     * unlinked refund + window.
     */
    long leavesAt(Window window) {
        return window.end(orders > 0 ? lastOrderAt : lastRefundAt);
    }

    /** With one more order, of which {@code left} units are left. */
    DayBucket withOrder(long at, long left) {
        return new DayBucket(
                day,
                Math.addExact(orders, 1),
                Math.addExact(units, left),
                Math.max(lastOrderAt, at),
                lastRefundAt,
                Math.max(lastPlacedAt, at));
    }

    /** With one more order that has been undone before it came. */
    DayBucket withUndoneOrder(long at) {
        return new DayBucket(day, orders, units, lastOrderAt, lastRefundAt, Math.max(lastPlacedAt, at));
    }

    /** With a refund that names no order. */
    DayBucket withUnlinkedRefund(long at, long amount) {
        return withRefundAt(at).less(amount);
    }

    /** With a refund that may come to count later. */
    DayBucket withRefundAt(long at) {
        return new DayBucket(day, orders, units, lastOrderAt, Math.max(lastRefundAt, at), lastPlacedAt);
    }

    /** With fewer units for one of its orders, which stands. */
    DayBucket less(long givenBack) {
        return new DayBucket(
                day, orders, Math.subtractExact(units, givenBack), lastOrderAt, lastRefundAt, lastPlacedAt);
    }

    /**
     * Without an order that is undone now.
     *
     * @param givenBack the units that were left of it
     * @param lastOrderAtOfTheRest time of the last other order that stands
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
