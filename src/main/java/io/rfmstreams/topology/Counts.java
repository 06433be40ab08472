package io.rfmstreams.topology;

import io.rfmstreams.contract.StateReader;
import io.rfmstreams.contract.StateWriter;

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

    void write(StateWriter state) {
        int used = 0;
        for (long value : values) {
            used += value == 0 ? 0 : 1;
        }
        state.writeUnsigned(used);
        for (int number = 0; number < values.length; number++) {
            if (values[number] != 0) {
                state.writeUnsigned(number).writeSigned(values[number]);
            }
        }
    }

    static Counts read(StateReader state) {
        Counts counts = new Counts();
        for (int used = state.readCount(); used > 0; used--) {
            int number = state.readCount();
            long value = state.readSigned();
            if (number < counts.values.length) {
                counts.values[number] = value;
            }
        }
        return counts;
    }
}
