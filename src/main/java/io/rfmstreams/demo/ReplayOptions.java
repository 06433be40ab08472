package io.rfmstreams.demo;

import io.rfmstreams.contract.DateLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is replayed where.
 *
 * @param purchasesTopic where the records go
 * @param clockTopic where the ticks go; has as many partitions
 * @param eventsPerSecond how fast, {@link Double#POSITIVE_INFINITY} for as fast as Kafka takes it
 * @param dates the dates that ticks may have
 * @param endAt the time of the last tick, epoch milliseconds; null for the end of the last record's UTC day
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

    /** Everything, as fast as Kafka takes it. */
    public static ReplayOptions everything(String purchasesTopic, String clockTopic) {
        return new ReplayOptions(
                purchasesTopic, clockTopic, Double.POSITIVE_INFINITY, new DateLimits(Duration.ofDays(1)), null);
    }
}
