package io.rfmstreams.rfm;

/**
 * What one UTC day adds to frequency and monetary. It leaves the window whole, at {@code lastAt} + window.
 *
 * @param day days since 1970-01-01
 * @param orders orders of the day, less undone ones
 * @param total what they add up to, less refunds
 * @param lastAt when the day's last order was placed, or the last refund where it has no order; epoch milliseconds
 */
public record DayBucket(long day, long orders, Money total, long lastAt) {

    /** One day, in milliseconds. */
    public static final long DAY_MILLIS = 86_400_000L;

    static long dayOf(long at) {
        return Math.floorDiv(at, DAY_MILLIS);
    }

    static DayBucket ofPurchase(CustomerEvent.Purchase purchase) {
        return new DayBucket(dayOf(purchase.occurredAt()), 1, purchase.amount(), purchase.occurredAt());
    }

    static DayBucket ofRefund(CustomerEvent.Refund refund) {
        return new DayBucket(dayOf(refund.occurredAt()), 0, Money.ZERO.minus(refund.amount()), refund.occurredAt());
    }

    DayBucket plus(CustomerEvent.Purchase purchase) {
        long last = orders == 0 ? purchase.occurredAt() : Math.max(lastAt, purchase.occurredAt());
        return new DayBucket(day, orders + 1, total.plus(purchase.amount()), last);
    }

    /** With a refund that belongs to no remembered order. */
    DayBucket plus(CustomerEvent.Refund refund) {
        long last = orders == 0 ? Math.max(lastAt, refund.occurredAt()) : lastAt;
        return new DayBucket(day, orders, total.minus(refund.amount()), last);
    }

    /** With less money for one of its orders, which stays. */
    DayBucket less(Money givenBack) {
        return new DayBucket(day, orders, total.minus(givenBack), lastAt);
    }

    /** Without one of its orders, of which {@code givenBack} was left. */
    DayBucket without(Money givenBack, long lastAtOfTheRest) {
        return new DayBucket(day, orders - 1, total.minus(givenBack), lastAtOfTheRest);
    }
}
