package io.rfmstreams.topology;

import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.segment.SegmentRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All that configuration says about how purchases are judged.
 *
 * @param clock what moves a task's clock
 * @param maxFuture how far after the wall clock a date may lie
 * @param currency the one currency that events may name; null to take any
 * @param sweep how customers are brought over to a new model
 */
public record ProcessorRules(
        HistoryRules history,
        SegmentRules segments,
        ClockMode clock,
        Duration maxFuture,
        @Nullable String currency,
        SweepBudget sweep) {

    /** What moves a task's clock. */
    public enum ClockMode {
        /** The wall clock, once the task has worked off what its input held when it was opened. */
        LIVE,
        /** Only purchases, refunds and ticks. */
        EVENT
    }

    /**
     * How much of a thread the sweep may take.
     *
     * @param watchEvery how often an idle task looks whether another model is active
     * @param sliceEvery how often a slice is worked off while customers remain
     * @param customers at most this many customers a slice
     * @param time at most about this long a slice
     */
    public record SweepBudget(Duration watchEvery, Duration sliceEvery, int customers, Duration time) {

        public static final SweepBudget DEFAULT =
                new SweepBudget(Duration.ofMillis(500), Duration.ofMillis(20), 2_000, Duration.ofMillis(10));
    }
}
