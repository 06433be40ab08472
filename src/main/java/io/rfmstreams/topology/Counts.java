package io.rfmstreams.topology;

import io.rfmstreams.contract.StateBytes;

/** The values of all {@link Counter}s. Only one thread may change them. */
public final class Counts {

    private final long[] values = new long[Counter.END];

    void add(Counter counter, long more) {
        values[counter.number()] += more;
    }

    /** Returns the value of a counter. */
    public long of(Counter counter) {
        return values[counter.number()];
    }

    /** Returns the sum of these counts and those of another task. */
    public Counts plus(Counts other) {
        Counts sum = new Counts();
        for (int i = 0; i < values.length; i++) {
            sum.values[i] = values[i] + other.values[i];
        }
        return sum;
    }

    void write(StateBytes state) {
        int nonZero = 0;
        for (long value : values) {
            nonZero += value == 0 ? 0 : 1;
        }
        state.unsigned(nonZero);
        for (int number = 0; number < values.length; number++) {
            if (values[number] != 0) {
                state.unsigned(number).signed(values[number]);
            }
        }
    }

    static Counts read(StateBytes.Cursor state) {
        Counts counts = new Counts();
        for (int nonZero = state.count(); nonZero > 0; nonZero--) {
            int number = state.count();
            long value = state.signed();
            if (number < counts.values.length) {
                counts.values[number] = value;
            }
        }
        return counts;
    }
}
