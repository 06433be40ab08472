package io.rfmstreams.rfm;

/**
 * Walks through the moments at which day buckets stop to count while the customer buys nothing, with what counts after each.
 * Starts before the first moment. Makes no objects.
 */
public final class Expiries {

    private final DayBucket[] buckets;
    private final Window window;
    private int next;
    private long frequency;
    private long units;

    /** Reads the buckets from {@code first} on, without copying them. */
    Expiries(DayBucket[] buckets, int first, Window window, long frequency, long units) {
        this.buckets = buckets;
        this.window = window;
        this.next = first;
        this.frequency = frequency;
        this.units = units;
        skipUncountable();
    }

    /** Whether a bucket is left that counts. */
    public boolean hasNext() {
        return next < buckets.length;
    }

    /**
     * Lets the oldest bucket that counts leave.
     *
     * @return when it leaves, epoch milliseconds; {@link Long#MAX_VALUE} if it never does
     */
    public long next() {
        DayBucket bucket = buckets[next++];
        frequency -= bucket.orders();
        units -= bucket.units();
        skipUncountable();
        return bucket.leavesAt(window);
    }

    /** Orders that are left. */
    public long frequency() {
        return frequency;
    }

    /** Total that is left, in units of {@link Money}. */
    public long units() {
        return units;
    }

    private void skipUncountable() {
        while (next < buckets.length && !buckets[next].isCountable()) {
            next++;
        }
    }
}
