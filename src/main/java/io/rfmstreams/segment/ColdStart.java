package io.rfmstreams.segment;

import io.rfmstreams.rfm.PurchaseHistory;

/**
 * Which customers are new. A new customer has a frequency below {@code orders} and bought for the first time less than
 * {@code period} ago.
 *
 * @param orders frequency from which on a customer is not new; 1 turns cold start off
 * @param period length of the cold start, in milliseconds
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

    /** Returns whether a customer is new at a time. At the end of the period the customer is not new. */
    public boolean isNew(PurchaseHistory history, long frequency, long now) {
        return frequency < orders && orders > 1 && now - history.firstPurchaseAt() < period;
    }

    /** Returns when the cold start of a new customer ends without another order, epoch milliseconds. */
    long end(PurchaseHistory history) {
        return history.firstPurchaseAt() + period;
    }
}
