package io.rfmstreams.topology;

import io.rfmstreams.contract.StateBytes;

/** One number a {@link Counter}. Belongs to one thread while it changes. */
public final class Counts {

    private final long[] values = new long[Counter.END];

    void add(Counter counter, long more) {
        values[counter.number()] += more;
    }

    public long of(Counter counter) {
        return values[counter.number()];
    }

    /** These and those of another task. */
    public Counts plus(Counts other) {
        Counts sum = new Counts();
        for (int i = 0; i < values.length; i++) {
            sum.values[i] = values[i] + other.values[i];
        }
        return sum;
    }

    void write(StateBytes state) {
        int used = 0;
        for (long value : values) {
            used += value == 0 ? 0 : 1;
        }
        state.unsigned(used);
        for (int number = 0; number < values.length; number++) {
            if (values[number] != 0) {
                state.unsigned(number).signed(values[number]);
            }
        }
    }

    static Counts read(StateBytes.Cursor state) {
        Counts counts = new Counts();
        for (int used = state.count(); used > 0; used--) {
            int number = state.count();
            long value = state.signed();
            if (number < counts.values.length) {
                counts.values[number] = value;
            }
        }
        return counts;
    }
}
