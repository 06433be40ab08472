package io.rfmstreams.topology;

import io.rfmstreams.segment.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one task has come to: a row of the {@code tasks} store. Written in the same transaction as everything that it
 * speaks of, so that clock, counts and sweep are exact after any restart.
 *
 * @param window the window of the task's histories, as configuration has it
 * @param exact whether the row is in step with the rows of customers and timers. Under at-least-once it is not: a crash between
 *     two commits may keep some of what was written and lose the rest, so that all customers are looked at again
 * @param now the task's clock, epoch milliseconds; {@link Long#MIN_VALUE} before anything moved it
 * @param purchasesOffset offset of the last record processed from {@code purchases}, -1 before any
 * @param heldTicks ticks whose predecessors have not been processed yet, in the order of their coming
 * @param activations the activations that not every customer has been brought over to yet, and the one in force last
 * @param sweeping whether customers remain to be brought over
 * @param sweptTo the last customer that the sweep has seen, null at its start
 * @param swept how many customers the sweep has seen, 0 where there is none
 * @param agendaDoneTo up to which moment all customers who were due have been woken, epoch milliseconds;
 *     {@link Long#MIN_VALUE} before any
 * @param counts since the task's first record
 */
public record TaskProgress(
        String window,
        boolean exact,
        long now,
        long purchasesOffset,
        List<HeldTick> heldTicks,
        List<Activation> activations,
        boolean sweeping,
        @Nullable String sweptTo,
        long swept,
        long agendaDoneTo,
        Counts counts) {

    /** A tick that waits for the purchases that it follows. */
    public record HeldTick(long time, long followsOffset) {}

    static TaskProgress start(String window, boolean exact) {
        return new TaskProgress(
                window, exact, Long.MIN_VALUE, -1, List.of(), List.of(), false, null, 0, Long.MIN_VALUE, new Counts());
    }

    /** The activation in force. */
    public Activation active() {
        return Activation.inForce(activations);
    }

    /**
     * Which share of the customers the sweep has seen, 0 to 1; 1 where nobody remains. Those who come or go meanwhile may lie
     * behind the sweep or ahead of it, so that the share is about right until it is over.
     */
    public double sweepProgress() {
        long customers = counts.of(Counter.CUSTOMERS);
        return sweeping && swept < customers ? swept / (double) customers : 1;
    }

    /** Whether nobody remains who is due by now. */
    public boolean isAgendaDone() {
        return agendaDoneTo >= now;
    }
}
