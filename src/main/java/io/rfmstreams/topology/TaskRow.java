package io.rfmstreams.topology;

import io.rfmstreams.segment.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one task has come to: a row of the {@code tasks} store. Written in the same transaction as everything that it
 * speaks of, so that clock, counts and reassignment are exact after any restart.
 *
 * @param window the window of the task's histories, as configuration has it
 * @param exact whether the row is in step with the rows of customers and timers. Under at-least-once it is not: a crash between
 *     two commits may keep some of what was written and lose the rest, so that all customers are looked at again
 * @param now the task's clock, epoch milliseconds; {@link Long#MIN_VALUE} before anything moved it
 * @param purchasesOffset offset of the last record processed from {@code purchases}, -1 before any
 * @param heldTicks ticks whose predecessors have not been processed yet, in the order of their coming
 * @param activations the activations that not every customer has been brought over to yet, and the one in force last
 * @param reassigning whether customers remain to be brought over
 * @param reassignedUpTo the last customer that the reassignment has seen, null at its start
 * @param reassigned how many customers the reassignment has seen, 0 where there is none
 * @param timersDoneUntil up to which moment all customers who were due have been woken, epoch milliseconds;
 *     {@link Long#MIN_VALUE} before any
 * @param currency the first one that an event named, null before any
 * @param counts since the task's first record
 */
public record TaskRow(
        String window,
        boolean exact,
        long now,
        long purchasesOffset,
        List<HeldTick> heldTicks,
        List<Activation> activations,
        boolean reassigning,
        @Nullable String reassignedUpTo,
        long reassigned,
        long timersDoneUntil,
        @Nullable String currency,
        Counts counts) {

    /** A tick that waits for the purchases that it follows. */
    public record HeldTick(long time, long followsOffset) {}

    static TaskRow start(String window, boolean exact) {
        return new TaskRow(
                window,
                exact,
                Long.MIN_VALUE,
                -1,
                List.of(),
                List.of(),
                false,
                null,
                0,
                Long.MIN_VALUE,
                null,
                new Counts());
    }

    /** The activation in force. */
    public Activation active() {
        return Activation.inForce(activations);
    }

    /**
     * Which share of the customers the reassignment has seen, 0 to 1; 1 where nobody remains. Those who come or go meanwhile may lie
     * behind the reassignment or ahead of it, so that the share is about right until it is over.
     */
    public double reassignmentProgress() {
        long customers = counts.of(Counter.CUSTOMERS);
        return reassigning && reassigned < customers ? reassigned / (double) customers : 1;
    }

    /** Whether nobody remains who is due by now. */
    public boolean areTimersDone() {
        return timersDoneUntil >= now;
    }
}
