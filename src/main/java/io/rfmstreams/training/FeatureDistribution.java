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
     * Returns a lower quantile: the value at the rank that the quantile falls on, or at the next lower rank.
     *
     * @param percent 0 to 100
     */
    double lowerQuantile(int percent) {
        return sorted[(int) lowerRank(percent, sorted.length)];
    }

    /** Returns the rank of a lower quantile among a number of values, 0 for the lowest: ⌊percent · (size − 1) / 100⌋. */
    static long lowerRank(int percent, long size) {
        return percent * (size - 1) / 100;
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
