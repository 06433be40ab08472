package io.rfmstreams.training;

import java.util.Arrays;

/**
 * Percentiles by mid-rank: the share of all values that are less, plus half the share of those that are equal. Between 0
 * and 1, 0.5 on average, and the same for equal values.
 */
final class MidRanks {

    private MidRanks() {}

    /** The percentile of each value, in the order given. */
    static double[] percentiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .map(value -> (below(sorted, value) + upTo(sorted, value)) / (2.0 * values.length))
                .toArray();
    }

    private static int below(double[] sorted, double value) {
        return partitionPoint(sorted, value, false);
    }

    private static int upTo(double[] sorted, double value) {
        return partitionPoint(sorted, value, true);
    }

    private static int partitionPoint(double[] sorted, double value, boolean inclusive) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean before = inclusive ? sorted[middle] <= value : sorted[middle] < value;
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
