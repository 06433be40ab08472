package io.rfmstreams.demo;

import io.rfmstreams.rfm.DayBucket;
import java.time.Duration;

/**
 * The times of the data set at which a demo trains a model, in addition to the end.
 *
 * @param period the time between two trainings, milliseconds; 0 to train only at the end
 */
public record TrainingSchedule(long period) {

    /** Trains only at the end. */
    public static final TrainingSchedule AT_END = new TrainingSchedule(0);

    /**
     * Trains periodically and at the end.
     *
     * @throws IllegalArgumentException if the period is not a number of whole days; ticks are one day apart
     */
    public static TrainingSchedule every(Duration period) {
        if (period.isNegative() || period.isZero() || period.toMillis() % DayBucket.DAY_MILLIS != 0) {
            throw new IllegalArgumentException(
                    "the period must be a number of whole days, such as P30D, not " + period);
        }
        return new TrainingSchedule(period.toMillis());
    }

    /** Returns whether a training is due at a tick. Periods start at the last UTC midnight before the first order. */
    boolean isDue(long tick, long firstOrderAt) {
        long start = Math.floorDiv(firstOrderAt, DayBucket.DAY_MILLIS) * DayBucket.DAY_MILLIS;
        return period > 0 && tick > start && (tick - start) % period == 0;
    }
}
