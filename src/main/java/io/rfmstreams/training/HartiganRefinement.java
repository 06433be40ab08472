package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.List;

/**
 * Moves single points between clusters as long as that lowers the inertia, the two means moving along (Hartigan 1975). Where
 * this ends, Lloyd's algorithm ends too, but not the other way round: it stops at many places a little above.
 */
final class HartiganRefinement {

    /** Far above what it takes. */
    private static final int MOST_ROUNDS = 1_000;

    /** Less than this is rounding, and could go to and fro. */
    private static final double LEAST_GAIN = 1e-12;

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

    /** The clustering that exchanges lead to, brought to an end by {@link Lloyd}. */
    static KMeansResult improve(Points points, KMeansResult start) {
        HartiganRefinement exchange = new HartiganRefinement(points, start.labels(), start.k());
        boolean moved = true;
        for (int round = 0; moved && round < MOST_ROUNDS; round++) {
            moved = exchange.round();
        }
        List<RfmPoint> means = points.means(exchange.labels, start.k());
        KMeansResult end = Lloyd.run(points, means, Lloyd.MAX_ITERATIONS);
        return end.inertia() < start.inertia() ? end : start;
    }

    /** Returns whether a point moved. */
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

    private int best(int point, int own) {
        double weight = points.weight(point);
        int best = own;
        double least = (1 - LEAST_GAIN) * squaredDistance(point, own) * weights[own] / (weights[own] - weight);
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
