package io.rfmstreams.rfm;

/** What a customer did: a purchase, or a refund of one. */
public sealed interface CustomerEvent {

    /** The order that was placed, or that the refund gives money back for; unique within the customer. */
    String orderId();

    /** The amount paid or given back, positive. */
    Money amount();

    /** When it happened, in milliseconds since 1970-01-01T00:00:00Z. */
    long occurredAt();

    /** One order. */
    record Purchase(String orderId, Money amount, long occurredAt) implements CustomerEvent {

        public Purchase {
            requirePositive(amount);
        }
    }

    /**
     * Money given back for an order.
     *
     * @param refundId unique within the customer's refunds
     */
    record Refund(String refundId, String orderId, Money amount, long occurredAt) implements CustomerEvent {

        public Refund {
            requirePositive(amount);
        }
    }

    private static void requirePositive(Money amount) {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amount must be above 0, not " + amount);
        }
    }
}
