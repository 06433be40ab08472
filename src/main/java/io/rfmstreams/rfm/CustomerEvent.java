package io.rfmstreams.rfm;

import org.jspecify.annotations.Nullable;

/** An event of one customer: a purchase or a refund. */
public sealed interface CustomerEvent {

    /** Id of the order, unique within the customer; null for a refund that names no order. */
    @Nullable
    String orderId();

    /** The amount paid or given back, at least 0. */
    Money amount();

    /** Time of the event, in milliseconds since 1970-01-01T00:00:00Z. */
    long occurredAt();

    /** One order. */
    record Purchase(String orderId, Money amount, long occurredAt) implements CustomerEvent {

        public Purchase {
            requireNotNegative(amount);
        }
    }

    /**
     * Money given back.
     *
     * @param refundId unique within the customer's refunds
     * @param orderId the order that the money was paid for; null if it is not known
     */
    record Refund(String refundId, @Nullable String orderId, Money amount, long occurredAt) implements CustomerEvent {

        public Refund {
            requireNotNegative(amount);
        }
    }

    private static void requireNotNegative(Money amount) {
        if (amount.units() < 0) {
            throw new IllegalArgumentException("amount must be at least 0, not " + amount);
        }
    }
}
