package io.rfmstreams.insights;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of customers after each of the last batches, by its number. The number is written in the transaction of its batch. A
 * reader reads it in its own transaction, and so finds the rows that belong to the tables, without a lock.
 */
final class CustomerStates {

    /** If more batches than that are written while a reader begins, the reader begins again. */
    private static final int KEPT = 4;

    private volatile List<State> states;

    private record State(long number, CustomerRows rows) {}

    /** A transaction of the tables. */
    interface Commit {

        /** @param number is written to the tables */
        void run(long number);
    }

    /** @param number of the batch after which the tables have the rows */
    CustomerStates(long number, CustomerRows rows) {
        states = List.of(new State(number, rows));
    }

    CustomerRows latest() {
        return last(states).rows();
    }

    /** Returns the rows after a batch; null if they are not kept any more. */
    @Nullable
    CustomerRows find(long number) {
        for (State state : states) {
            if (state.number() == number) {
                return state.rows();
            }
        }
        return null;
    }

    /** Adds the rows after the next batch, which readers see as soon as it is committed. If that fails, nothing is added. */
    void add(CustomerRows rows, Commit commit) {
        List<State> before = states;
        List<State> after = new ArrayList<>(before.subList(Math.max(0, before.size() - KEPT + 1), before.size()));
        long number = last(before).number() + 1;
        after.add(new State(number, rows));
        boolean complete = false;
        try {
            states = List.copyOf(after);
            commit.run(number);
            complete = true;
        } finally {
            if (!complete) {
                states = before;
            }
        }
    }

    private static State last(List<State> states) {
        return states.get(states.size() - 1);
    }
}
