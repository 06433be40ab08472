package io.rfmstreams.topology;

import io.rfmstreams.topology.ProcessorRules.SliceBudget;

/** Ends a slice at its maximum number of steps or when its time is up, but not before the first step. */
final class SliceLimit {

    private final SliceBudget budget;
    private final SliceThrottle throttle;
    private final long start;
    private int steps;

    /** @param start the start time of the slice */
    SliceLimit(SliceBudget budget, SliceThrottle throttle, long start) {
        this.budget = budget;
        this.throttle = throttle;
        this.start = start;
    }

    /** Returns whether the slice has room for one more step, and counts that step. */
    boolean allowsStep() {
        if (steps > 0
                && (steps == budget.batchSize()
                        || throttle.isTimeUp(start, budget.timeBudget().toNanos()))) {
            return false;
        }
        steps++;
        return true;
    }
}
