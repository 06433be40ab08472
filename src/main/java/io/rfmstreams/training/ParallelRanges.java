package io.rfmstreams.training;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Processes ranges of indices in parallel. The number of ranges depends only on the number of indices, and the results are
 * returned in the order of the ranges. Floating-point sums over the results are therefore equal to the bit on every
 * machine.
 */
final class ParallelRanges {

    private static final int MAX_RANGES = 4;
    private static final int MIN_RANGE_SIZE = 4_096;

    private ParallelRanges() {}

    /** The indices from {@code from} (inclusive) to {@code to} (exclusive). */
    record Range(int from, int to) {}

    /** Applies a function to each range of the indices 0 to {@code size - 1} and returns the results in order. */
    static <T> List<T> map(int size, Function<Range, T> function) {
        int ranges = Math.max(1, Math.min(MAX_RANGES, size / MIN_RANGE_SIZE));
        return IntStream.range(0, ranges)
                .parallel()
                .mapToObj(i -> function.apply(
                        new Range((int) ((long) size * i / ranges), (int) ((long) size * (i + 1) / ranges))))
                .toList();
    }

    /** Calls an action, which must be thread-safe, with each range of the indices 0 to {@code size - 1}. */
    static void forEach(int size, Consumer<Range> action) {
        map(size, range -> {
            action.accept(range);
            return range;
        });
    }
}
