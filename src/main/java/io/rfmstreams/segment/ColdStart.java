package io.rfmstreams.segment;

import io.rfmstreams.rfm.PurchaseHistory;

/**
 * Until when a customer counts as new.
 *
 * @param orders a customer with fewer lifetime orders is new; 1 turns cold start off
 * @param period and for at most this long after the first purchase, in milliseconds
 */
public record ColdStart(int orders, long period) {

    public ColdStart {
        if (orders < 1) {
            throw new IllegalArgumentException("cold start orders must be at least 1, not " + orders);
        }
        if (period < 0) {
            throw new IllegalArgumentException("cold start period must not be negative, not " + period + " ms");
        }
    }

    /** Whether the customer is new at a moment; not any more at the very end of the period. */
    public boolean isNew(PurchaseHistory history, long now) {
        return orders > 1 && history.orders() < orders && now - history.firstPurchaseAt() < period;
    }

    /** When a new customer is so no more without another order, epoch milliseconds. */
    long end(PurchaseHistory history) {
        return history.firstPurchaseAt() + period;
    }
}
