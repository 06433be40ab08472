package io.rfmstreams.training;

import io.rfmstreams.training.ParallelRanges.Range;
import java.util.Arrays;

/** All customers' values of one raw feature in ascending order, eight bytes a customer. */
final class FeatureDistribution {

    private final double[] sorted;

    private FeatureDistribution(double[] sorted) {
        this.sorted = sorted;
    }

    static FeatureDistribution of(Customers customers, Feature feature) {
        double[] values = new double[customers.size()];
        ParallelRanges.forEach(values.length, range -> copy(customers, feature, values, range));
        Arrays.sort(values);
        return new FeatureDistribution(values);
    }

    private static void copy(Customers customers, Feature feature, double[] values, Range range) {
        for (int i = range.from(); i < range.to(); i++) {
            values[i] = feature.of(customers, i);
        }
    }

    /**
     * The value below which a share of all lies, interpolated linearly between the closest ranks (Hyndman and Fan's type 7,
     * the default of NumPy and R).
     *
     * @param share 0 to 1
     */
    double quantile(double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    /**
     * The percentile of a value by mid-rank: the share of all that are less, plus half the share of those that are equal.
     * Between 0 and 1, and 0.5 on average over all.
     */
    double percentile(double value) {
        return (partitionPoint(value, false) + partitionPoint(value, true)) / (2.0 * sorted.length);
    }

    private int partitionPoint(double value, boolean inclusive) {
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
