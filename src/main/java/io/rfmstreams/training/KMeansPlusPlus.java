package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Start centroids by greedy k-means++ (Arthur and Vassilvitskii 2007) on weighted points.
 *
 * <p>The first centroid is drawn with a probability proportional to the weight. Each further one is drawn with a
 * probability proportional to the weight times the squared distance to the nearest centroid so far. Of 2 + ⌊ln k⌋ such
 * draws the one with the lowest resulting inertia is taken.
 */
final class KMeansPlusPlus {

    private final Points points;
    private final Random random;
    private final double[] distances;

    private KMeansPlusPlus(Points points, Random random) {
        this.points = points;
        this.random = random;
        this.distances = new double[points.size()];
        Arrays.fill(distances, 1);
    }

    /**
     * Returns k start centroids.
     *
     * @throws IllegalArgumentException if there are fewer than k distinct points
     */
    static List<RfmPoint> centroids(Points points, int k, Random random) {
        KMeansPlusPlus seeding = new KMeansPlusPlus(points, random);
        int[] chosen = new int[k];
        chosen[0] = seeding.draw(seeding.inertia());
        Arrays.fill(seeding.distances, Double.POSITIVE_INFINITY);
        double inertia = seeding.add(chosen[0]);
        for (int i = 1; i < k; i++) {
            if (!(inertia > 0)) {
                throw new IllegalArgumentException("points must have at least " + k + " distinct ones, not " + i);
            }
            chosen[i] = seeding.bestDraw(2 + (int) Math.log(k), inertia);
            inertia = seeding.add(chosen[i]);
        }
        return Arrays.stream(chosen).mapToObj(points::point).toList();
    }

    private int bestDraw(int draws, double inertia) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < draws; i++) {
            int drawn = draw(inertia);
            double left = inertiaWith(drawn);
            if (left < least) {
                least = left;
                best = drawn;
            }
        }
        return best;
    }

    private int draw(double inertia) {
        double left = random.nextDouble() * inertia;
        int drawn = -1;
        for (int i = 0; i < distances.length && left >= 0; i++) {
            if (distances[i] > 0) {
                drawn = i;
                left -= points.weight(i) * distances[i];
            }
        }
        return drawn;
    }

    private double inertiaWith(int candidate) {
        double inertia = 0;
        for (int i = 0; i < distances.length; i++) {
            inertia += points.weight(i) * Math.min(distances[i], points.squaredDistance(i, candidate));
        }
        return inertia;
    }

    private double add(int chosen) {
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.min(distances[i], points.squaredDistance(i, chosen));
        }
        return inertia();
    }

    private double inertia() {
        double inertia = 0;
        for (int i = 0; i < distances.length; i++) {
            inertia += points.weight(i) * distances[i];
        }
        return inertia;
    }
}
