package io.rfmstreams.training;

import io.rfmstreams.training.ParallelRanges.Range;
import java.util.Arrays;

/** The empirical distribution of one raw feature: the sorted values of all customers, 8 bytes per customer. */
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
     * Returns a quantile, interpolated linearly between the closest ranks (type 7 of Hyndman and Fan 1996, the default of
     * NumPy and R).
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
     * Returns the mid-rank percentile of a value, 0 to 1: the share of lower values plus half the share of equal values.
     * The mean over all customers is 0.5.
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
