package io.rfmstreams.insights;

/**
 * A 64-bit hash of a customer's id and the id of an order or refund, FNV-1a over their characters. Two orders of 10,000,000
 * share one with a probability of 3 in 1,000,000.
 */
final class IdHash {

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private IdHash() {}

    static long of(String customerId, String id) {
        long hash = add(FNV_OFFSET, customerId);
        return add((hash ^ 0xFFFF) * FNV_PRIME, id);
    }

    private static long add(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
