package io.rfmstreams.training;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Divides work over customers among threads. The parts depend on the number of customers alone and their results come in
 * order, so that sums over them are the same to the bit whatever the number of threads.
 */
final class Parts {

    private static final int MOST = 4;
    private static final int LEAST_SIZE = 4_096;

    private Parts() {}

    /** Indices from {@code from} up to, but without, {@code to}. */
    record Part(int from, int to) {}

    /** What the work makes of each part, in order. */
    static <T> List<T> map(int size, Function<Part, T> work) {
        int parts = Math.max(1, Math.min(MOST, size / LEAST_SIZE));
        return IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> work.apply(
                        new Part((int) ((long) size * part / parts), (int) ((long) size * (part + 1) / parts))))
                .toList();
    }
}
