package io.rfmstreams.topology;

import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.SegmentRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All that configuration says about how purchases are judged.
 *
 * @param churn whose slipping is worth an alert
 * @param clock what moves a task's clock
 * @param dates the valid dates of events and ticks
 * @param currency the one currency that events may name; null to take any
 * @param reassignment how customers are brought over to a new model
 * @param timers how customers are woken whom time moves
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

    /** What moves a task's clock. */
    public enum ClockMode {
        /** The wall clock, once the task has worked off what its input held when it was opened. */
        LIVE,
        /** Only purchases, refunds and ticks. */
        EVENT
    }

    /**
     * How much of a thread may go to work that comes in slices between purchases.
     *
     * @param watchEvery how often an idle task looks whether there is anything to do
     * @param sliceEvery how often a slice is worked off while customers remain
     * @param customers at most this many customers a slice
     * @param time at most about this long a slice
     */
    public record SliceBudget(Duration watchEvery, Duration sliceEvery, int customers, Duration time) {

        public static final SliceBudget DEFAULT =
                new SliceBudget(Duration.ofMillis(500), Duration.ofMillis(20), 2_000, Duration.ofMillis(10));
    }
}
