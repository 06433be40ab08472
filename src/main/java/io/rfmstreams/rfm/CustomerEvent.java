package io.rfmstreams.rfm;

import org.jspecify.annotations.Nullable;

/** A purchase or a refund of one customer. */
public sealed interface CustomerEvent {

    /** Returns the id of the order, unique within the customer; null for a refund that names no order. */
    @Nullable
    String orderId();

    /** Returns the amount paid or refunded, at least 0. */
    Money amount();

    /** Returns the time of the event, epoch milliseconds. */
    long occurredAt();

    /** An order. */
    record Purchase(String orderId, Money amount, long occurredAt) implements CustomerEvent {

        public Purchase {
            requireNotNegative(amount);
        }
    }

    /**
     * A refund.
     *
     * @param refundId unique within the customer's refunds
     * @param orderId the refunded order; null if the refund names no order
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
