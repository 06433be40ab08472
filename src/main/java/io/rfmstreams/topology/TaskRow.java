package io.rfmstreams.topology;

import io.rfmstreams.segment.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored state of one task: its row of the {@code tasks} store. Under exactly-once it is written in the same transaction as the
 * rows of customers, so that clock, counters and reassignment are exact after each restart.
 *
 * @param window the configured window with which the state was built
 * @param consistent whether the row is consistent with the rows of customers. Under at-least-once it is not: after a crash
 *     between two commits, some writes may be lost, so that all customers must be visited again
 * @param now the clock of the task, epoch milliseconds; {@link Long#MIN_VALUE} before the first event
 * @param purchasesOffset the offset of the last processed record of {@code purchases}, -1 before the first
 * @param heldTicks the ticks that wait for purchases, in the order in which they were read
 * @param activations the activations to which some customers may not be reassigned yet, oldest first; the last one is active
 * @param reassignment the position of the reassignment, null if no customers remain
 * @param timersDoneUntil the time up to which all timers have fired, epoch milliseconds; {@link Long#MIN_VALUE} before the first
 * @param currency the first currency that an event named, null before the first
 * @param counts the counters since the first record of the task
 */
public record TaskRow(
        String window,
        boolean consistent,
        long now,
        long purchasesOffset,
        List<HeldTick> heldTicks,
        List<Activation> activations,
        @Nullable ReassignmentPosition reassignment,
        long timersDoneUntil,
        @Nullable String currency,
        Counts counts) {

    /**
     * A tick that waits for a purchase.
     *
     * @param time epoch milliseconds
     * @param followsOffset the offset of the purchase that must be processed before
     */
    public record HeldTick(long time, long followsOffset) {}

    /**
     * How far the reassignment of the customers has got.
     *
     * @param lastCustomerId the last customer that was visited, null at the start
     * @param customers the number of customers that were visited
     */
    public record ReassignmentPosition(@Nullable String lastCustomerId, long customers) {

        static final ReassignmentPosition START = new ReassignmentPosition(null, 0);
    }

    static TaskRow start(String window, boolean consistent) {
        return new TaskRow(
                window, consistent, Long.MIN_VALUE, -1, List.of(), List.of(), null, Long.MIN_VALUE, null, new Counts());
    }

    /** Returns the active activation. */
    public Activation active() {
        return Activation.inForce(activations);
    }

    /** Returns whether customers remain to be reassigned. */
    public boolean isReassigning() {
        return reassignment != null;
    }

    /**
     * Returns the approximate share of customers that are reassigned, 0 to 1; 1 if no customers remain. It is approximate because
     * customers may be created or erased before or after the position of the reassignment.
     */
    public double reassignmentProgress() {
        long customers = counts.of(Counter.CUSTOMERS);
        return reassignment != null && reassignment.customers() < customers
                ? reassignment.customers() / (double) customers
                : 1;
    }

    /** Returns whether all timers that are due by now have fired. */
    public boolean areTimersDone() {
        return timersDoneUntil >= now;
    }
}
