package io.rfmstreams.insights;

import io.rfmstreams.rfm.Money;

/**
 * A row of the table {@code purchases}.
 *
 * @param occurredAt epoch milliseconds
 */
record OrderRow(String customerId, String orderId, long occurredAt, Money amount) {

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    /**
     * Returns a 64-bit hash of customer and order id, FNV-1a over their characters. Two orders of 10,000,000 share one with a
     * probability of 3 in 1,000,000.
     */
    long hash() {
        long hash = add(FNV_OFFSET, customerId);
        return add((hash ^ 0xFFFF) * FNV_PRIME, orderId);
    }

    private static long add(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
