package io.rfmstreams.rfm;

/**
 * Walks through the moments at which a window's buckets leave it, if nothing is bought meanwhile, with what is left after
 * each. Starts before the first; makes no objects on its way.
 */
public final class Expiries {

    private final DayBucketBytes.Reader reader;
    private int left;
    private long frequency;
    private long units;

    Expiries(DayBucketBytes.Reader reader, int left, long frequency, long units) {
        this.reader = reader;
        this.left = left;
        this.frequency = frequency;
        this.units = units;
    }

    /** Whether there is a bucket that has not left. */
    public boolean hasNext() {
        return left > 0;
    }

    /**
     * Lets the oldest bucket leave.
     *
     * @return its last time; it leaves at that time + window
     */
    public long next() {
        reader.next();
        left--;
        frequency -= reader.orders();
        units -= reader.units();
        return reader.lastAt();
    }

    /** Orders in the buckets that have not left. */
    public long frequency() {
        return frequency;
    }

    /** What the buckets that have not left add up to, in units of {@link Money}. */
    public long units() {
        return units;
    }
}
