package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.List;

/**
 * Refines a clustering by Hartigan's method (Hartigan 1975): moves single points to other clusters while that lowers the
 * inertia, and updates the two means after each move. Every optimum of this method is an optimum of Lloyd's algorithm, but
 * not the other way round.
 */
final class HartiganRefinement {

    /** Far more rounds than a refinement needs. */
    private static final int MAX_ROUNDS = 1_000;

    /** A smaller relative gain can be a rounding error, and the point could move back and forth for ever. */
    private static final double MIN_GAIN = 1e-12;

    private final Points points;
    private final int[] labels;
    private final double[] sums;
    private final double[] weights;

    private HartiganRefinement(Points points, int[] labels, int clusters) {
        this.points = points;
        this.labels = labels;
        this.sums = new double[clusters * Points.DIMENSIONS];
        this.weights = new double[clusters];
        for (int i = 0; i < labels.length; i++) {
            add(i, labels[i], 1);
        }
    }

    /** Refines a clustering, then runs {@link Lloyd} on the result. Returns the start if the inertia is not lower. */
    static KMeansResult improve(Points points, KMeansResult start) {
        HartiganRefinement refinement = new HartiganRefinement(points, start.labels(), start.k());
        boolean moved = true;
        for (int round = 0; moved && round < MAX_ROUNDS; round++) {
            moved = refinement.round();
        }
        List<RfmPoint> means = points.means(refinement.labels, start.k());
        KMeansResult end = Lloyd.run(points, means, Lloyd.MAX_ITERATIONS);
        return end.inertia() < start.inertia() ? end : start;
    }

    /** Tries to move each point once and returns whether a point moved. */
    private boolean round() {
        boolean moved = false;
        for (int i = 0; i < labels.length; i++) {
            int own = labels[i];
            int best = weights[own] > points.weight(i) ? best(i, own) : own;
            if (best != own) {
                add(i, own, -1);
                add(i, best, 1);
                labels[i] = best;
                moved = true;
            }
        }
        return moved;
    }

    /** Returns the cluster to which moving a point lowers the inertia most; its own cluster if no move lowers it. */
    private int best(int point, int own) {
        double weight = points.weight(point);
        int best = own;
        double least = (1 - MIN_GAIN) * squaredDistance(point, own) * weights[own] / (weights[own] - weight);
        for (int other = 0; other < weights.length; other++) {
            if (other != own) {
                double added = squaredDistance(point, other) * weights[other] / (weights[other] + weight);
                if (added < least) {
                    least = added;
                    best = other;
                }
            }
        }
        return best;
    }

    private double squaredDistance(int point, int cluster) {
        double sum = 0;
        for (int axis = 0; axis < Points.DIMENSIONS; axis++) {
            double difference =
                    points.coordinate(point, axis) - sums[cluster * Points.DIMENSIONS + axis] / weights[cluster];
            sum += difference * difference;
        }
        return sum;
    }

    private void add(int point, int cluster, int sign) {
        double weight = sign * points.weight(point);
        for (int axis = 0; axis < Points.DIMENSIONS; axis++) {
            sums[cluster * Points.DIMENSIONS + axis] += weight * points.coordinate(point, axis);
        }
        weights[cluster] += weight;
    }
}
