package io.rfmstreams.rfm;

/**
 * What buckets come to.
 *
 * @param size how many there are
 * @param frequency their orders
 * @param units their sum, in units of {@link Money}
 */
record BucketTotals(int size, long frequency, long units) {

    static final BucketTotals NONE = new BucketTotals(0, 0, 0);

    /**
     * With one bucket more.
     *
     * @throws ArithmeticException if the sum leaves 64 bits
     */
    BucketTotals plus(long orders, long more) {
        return new BucketTotals(size + 1, frequency + orders, Math.addExact(units, more));
    }

    /** With one bucket less. Never throws: what leaves 64 bits by an expiry alone comes back as further ones expire. */
    BucketTotals minus(long orders, long less) {
        return new BucketTotals(size - 1, frequency - orders, units - less);
    }
}
