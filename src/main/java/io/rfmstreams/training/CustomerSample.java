package io.rfmstreams.training;

/**
 * A sample of customers by a seeded hash of their ids. Whether a customer is in the sample depends on nothing else, so that the
 * same seed and share give the same sample.
 *
 * @param limit highest hash in the sample, 0 to 2⁶³ − 1
 */
record CustomerSample(long seed, long limit) {

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    /**
     * Returns a sample of about {@code size} of all customers, or all of them.
     *
     * @param size at least 0
     * @param customers number of customers, at least 0
     */
    static CustomerSample of(long seed, long size, long customers) {
        return new CustomerSample(
                seed, size >= customers ? Long.MAX_VALUE : (long) (size / (double) customers * Long.MAX_VALUE));
    }

    /** Returns the part of this sample with the lower half of the hashes. */
    CustomerSample half() {
        return new CustomerSample(seed, limit / 2);
    }

    boolean contains(String customerId) {
        return limit > 0 && hash(customerId) <= limit;
    }

    /** Returns the hash of an id, 0 to 2⁶³ − 1. */
    long hash(String customerId) {
        long hash = mix(seed + MULTIPLIER);
        for (int i = 0; i < customerId.length(); i++) {
            hash = mix(hash ^ customerId.charAt(i)) + MULTIPLIER;
        }
        return mix(hash) >>> 1;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
