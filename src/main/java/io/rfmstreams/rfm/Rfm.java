package io.rfmstreams.rfm;

/**
 * Recency, frequency and monetary value of one customer at one time.
 *
 * @param recencyDays whole days since the last purchase, at least 0
 * @param frequency number of orders in the window, at least 0
 * @param monetary total of the orders in the window less refunds; may be negative
 */
public record Rfm(long recencyDays, long frequency, Money monetary) {

    /** Returns the whole days between the last purchase and a time, at least 0. Both times are epoch milliseconds. */
    public static long recencyDays(long lastPurchaseAt, long now) {
        return Math.max(0, Math.floorDiv(now - lastPurchaseAt, DayBucket.DAY_MILLIS));
    }

    public Rfm {
        if (recencyDays < 0) {
            throw new IllegalArgumentException("recencyDays must be at least 0, not " + recencyDays);
        }
        if (frequency < 0) {
            throw new IllegalArgumentException("frequency must be at least 0, not " + frequency);
        }
    }
}
