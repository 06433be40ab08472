package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Assigns weighted points to their nearest centroids and sums them up by centroid. */
final class ClusterSums {

    private static final int DIMENSIONS = Points.DIMENSIONS;

    private final double[] centroids;
    private final double[] sums;
    private final double[] weights;
    private double inertia;

    ClusterSums(List<RfmPoint> centroids) {
        this.centroids = centroids.stream()
                .flatMapToDouble(
                        centroid -> DoubleStream.of(centroid.recency(), centroid.frequency(), centroid.monetary()))
                .toArray();
        this.sums = new double[this.centroids.length];
        this.weights = new double[centroids.size()];
    }

    /** Adds a point and returns the index of its nearest centroid, the lowest index at a tie. */
    int add(double weight, double recency, double frequency, double monetary) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0, at = 0; at < centroids.length; c++, at += DIMENSIONS) {
            double r = recency - centroids[at];
            double f = frequency - centroids[at + 1];
            double m = monetary - centroids[at + 2];
            double distance = r * r + f * f + m * m;
            if (distance < least) {
                least = distance;
                nearest = c;
            }
        }
        int at = nearest * DIMENSIONS;
        sums[at] += weight * recency;
        sums[at + 1] += weight * frequency;
        sums[at + 2] += weight * monetary;
        weights[nearest] += weight;
        inertia += weight * least;
        return nearest;
    }

    /** Adds the sums of other points for the same centroids. */
    void add(ClusterSums other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        for (int c = 0; c < weights.length; c++) {
            weights[c] += other.weights[c];
        }
        inertia += other.inertia;
    }

    /** Returns the weighted sum of squared distances to the nearest centroid. */
    double inertia() {
        return inertia;
    }

    /** Returns the mean of each cluster. An empty cluster keeps its centroid. */
    List<RfmPoint> means(List<RfmPoint> before) {
        return IntStream.range(0, weights.length)
                .mapToObj(c -> weights[c] == 0 ? before.get(c) : mean(c))
                .toList();
    }

    private RfmPoint mean(int cluster) {
        int at = cluster * DIMENSIONS;
        double weight = weights[cluster];
        return new RfmPoint(sums[at] / weight, sums[at + 1] / weight, sums[at + 2] / weight);
    }
}
