package io.rfmstreams.demo;

import java.time.Duration;

/**
 * At which simulated moments a demo trains, beside its end.
 *
 * @param period between two trainings in milliseconds; 0 to train at the end only
 */
public record TrainingSchedule(long period) {

    private static final long DAY_MILLIS = 86_400_000L;

    /** Trains at the end only. */
    public static final TrainingSchedule AT_END = new TrainingSchedule(0);

    /**
     * Trains every so often and at the end.
     *
     * @throws IllegalArgumentException if the period is not whole days, which is how ticks come
     */
    public static TrainingSchedule every(Duration period) {
        if (period.isNegative() || period.isZero() || period.toMillis() % DAY_MILLIS != 0) {
            throw new IllegalArgumentException("the period must be whole days such as P30D, not " + period);
        }
        return new TrainingSchedule(period.toMillis());
    }

    /** Whether to train at a tick; periods count from the UTC midnight before the first order. */
    boolean isDue(long tick, long firstOrderAt) {
        long start = Math.floorDiv(firstOrderAt, DAY_MILLIS) * DAY_MILLIS;
        return period > 0 && tick > start && (tick - start) % period == 0;
    }
}
