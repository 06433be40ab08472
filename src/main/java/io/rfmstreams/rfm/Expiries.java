package io.rfmstreams.rfm;

/**
 * Iterates over the times at which day buckets expire if the customer buys nothing, with the totals that remain after
 * each. The iterator starts before the first time.
 */
public final class Expiries {

    private final DayBuckets buckets;
    private final Window window;
    private int next;
    private long frequency;
    private long units;

    /** Reads the buckets from index {@code first} without copying them. */
    Expiries(DayBuckets buckets, int first, Window window, long frequency, long units) {
        this.buckets = buckets;
        this.window = window;
        this.next = first;
        this.frequency = frequency;
        this.units = units;
        skipUncountable();
    }

    /** Returns whether a bucket remains that counts. */
    public boolean hasNext() {
        return next < buckets.size();
    }

    /**
     * Removes the oldest bucket that counts.
     *
     * @return the time at which it expires, epoch milliseconds; {@link Long#MAX_VALUE} if it never does
     */
    public long next() {
        DayBucket bucket = buckets.get(next++);
        frequency -= bucket.orders();
        units -= bucket.units();
        skipUncountable();
        return bucket.leavesAt(window);
    }

    /** Returns the number of orders that remain. */
    public long frequency() {
        return frequency;
    }

    /** Returns the total that remains, in units of {@link Money}. */
    public long units() {
        return units;
    }

    private void skipUncountable() {
        while (next < buckets.size() && !buckets.get(next).isCountable()) {
            next++;
        }
    }
}
