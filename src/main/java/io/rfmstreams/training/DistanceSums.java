package io.rfmstreams.training;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sums of the distances from a point to all customers with the same combination of labels, for each combination.
 */
final class DistanceSums {

    private final Points points;
    private final double[] variances;
    private final long[] combinations;
    private final int[] starts;

    private DistanceSums(Points points, double[] variances, long[] combinations, int[] starts) {
        this.points = points;
        this.variances = variances;
        this.combinations = combinations;
        this.starts = starts;
    }

    /**
     * Creates sums over points that represent customers with the same coordinates.
     *
     * @param labels combination of labels of each point, ascending
     */
    static DistanceSums ofPlaces(Points points, long[] labels) {
        return of(points, new double[0], labels);
    }

    /**
     * Creates sums over points that are the means of groups of customers.
     *
     * @param variances variances within the groups: of recency, frequency and monetary of each point
     * @param labels combination of labels of each point, ascending
     */
    static DistanceSums ofGroups(Points points, double[] variances, long[] labels) {
        return of(points, variances, labels);
    }

    private static DistanceSums of(Points points, double[] variances, long[] labels) {
        int[] starts = IntStream.rangeClosed(0, labels.length)
                .filter(i -> i == 0 || i == labels.length || labels[i] != labels[i - 1])
                .toArray();
        long[] combinations = Arrays.stream(starts, 0, starts.length - 1)
                .mapToLong(start -> labels[start])
                .toArray();
        return new DistanceSums(points, variances, combinations, starts);
    }

    /** Returns the combinations of labels, ascending. */
    long[] combinations() {
        return combinations.clone();
    }

    /** Returns the number of customers with each combination. */
    double[] customers() {
        double[] customers = new double[combinations.length];
        for (int c = 0; c < customers.length; c++) {
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                customers[c] += points.weight(i);
            }
        }
        return customers;
    }

    /** Returns the sum of the distances from a point to the customers with each combination. */
    double[] from(double recency, double frequency, double monetary) {
        double[] sums = new double[combinations.length];
        for (int c = 0; c < sums.length; c++) {
            sums[c] = variances.length == 0
                    ? points.distances(recency, frequency, monetary, starts[c], starts[c + 1])
                    : points.distances(recency, frequency, monetary, starts[c], starts[c + 1], variances);
        }
        return sums;
    }
}
