package io.rfmstreams.topology;

import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.SegmentRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The configured rules by which a task processes its input.
 *
 * @param churn which segments are watched, and when alerts are raised
 * @param clock what advances the clock of a task
 * @param dates the valid dates of events and ticks
 * @param currency the only currency that events may name; null to accept any currency
 * @param reassignment the limits of the work that assigns customers to a new model
 * @param timers the limits of the work that fires due timers
 */
public record ProcessorRules(
        HistoryRules history,
        SegmentRules segments,
        ChurnPolicy churn,
        ClockMode clock,
        DateLimits dates,
        @Nullable String currency,
        SliceBudget reassignment,
        SliceBudget timers) {

    /** What advances the clock of a task. */
    public enum ClockMode {
        /** The wall clock, after the task has processed what its input held when it was opened. */
        LIVE,
        /** Only purchases, refunds and ticks. */
        EVENT
    }

    /**
     * The limits of work that a task runs in slices between records.
     *
     * @param pollInterval how often an idle task checks whether there is work
     * @param sliceInterval how often a slice runs while there is work
     * @param batchSize the maximum number of customers per slice
     * @param timeBudget the approximate maximum duration of a slice
     */
    public record SliceBudget(Duration pollInterval, Duration sliceInterval, int batchSize, Duration timeBudget) {

        public static final SliceBudget DEFAULT =
                new SliceBudget(Duration.ofMillis(500), Duration.ofMillis(20), 2_000, Duration.ofMillis(10));
    }
}
