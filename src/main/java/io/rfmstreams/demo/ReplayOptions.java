package io.rfmstreams.demo;

import io.rfmstreams.contract.DateLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of a replay.
 *
 * @param purchasesTopic the topic for the records
 * @param clockTopic the topic for the ticks; it has the same number of partitions
 * @param eventsPerSecond the rate; {@link Double#POSITIVE_INFINITY} for the maximum rate
 * @param dates the valid dates; records with other dates are sent, but have no effect on ticks
 * @param endAt the time of the last tick, epoch milliseconds; null for the end of the UTC day of the last record
 */
public record ReplayOptions(
        String purchasesTopic,
        String clockTopic,
        double eventsPerSecond,
        DateLimits dates,
        @Nullable Long endAt) {

    public ReplayOptions {
        if (!(eventsPerSecond > 0)) {
            throw new IllegalArgumentException("eventsPerSecond must be above 0, not " + eventsPerSecond);
        }
    }

    /** Returns options for all records at the maximum rate. */
    public static ReplayOptions everything(String purchasesTopic, String clockTopic) {
        return new ReplayOptions(
                purchasesTopic, clockTopic, Double.POSITIVE_INFINITY, new DateLimits(Duration.ofDays(1)), null);
    }
}
