package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.Arrays;
import java.util.List;

/**
 * A run of Lloyd's algorithm (Lloyd 1982) on weighted points. It assigns each point to its nearest centroid and moves each
 * centroid to the mean of its points, until no assignment changes.
 *
 * <p>An empty cluster takes the point that is farthest from its centroid, the first one at a tie. Points that are alone in
 * their cluster are not taken. Several empty clusters take one point each, in the order of their indices. This never raises
 * the inertia.
 */
final class Lloyd {

    /** Far more iterations than convergence needs. A run that reaches it is returned as not converged. */
    static final int MAX_ITERATIONS = 10_000;

    private final Points points;
    private final int[] labels;
    private final int[] sizes;
    private List<RfmPoint> centroids;

    private Lloyd(Points points, List<RfmPoint> start) {
        this.points = points;
        this.centroids = start;
        this.labels = new int[points.size()];
        this.sizes = new int[start.size()];
        Arrays.fill(labels, -1);
    }

    /**
     * Runs until no assignment changes.
     *
     * @param start start centroids, in scaled units
     * @param maxIterations maximum number of times that the centroids are moved; exceeded only while a cluster is empty
     * @throws IllegalArgumentException if there are fewer distinct points than centroids
     */
    static KMeansResult run(Points points, List<RfmPoint> start, int maxIterations) {
        return run(points, start, maxIterations, Double.NEGATIVE_INFINITY);
    }

    /** Runs until the inertia is at most a limit, which the start may meet already, or until no assignment changes. */
    static KMeansResult runTo(double limit, Points points, List<RfmPoint> start) {
        return run(points, start, MAX_ITERATIONS, limit);
    }

    private static KMeansResult run(Points points, List<RfmPoint> start, int maxIterations, double enough) {
        Lloyd run = new Lloyd(points, start);
        for (int iteration = 0; ; iteration++) {
            ClusterSums sums = new ClusterSums(run.centroids);
            boolean stable = run.assign(sums);
            boolean complete = Arrays.stream(run.sizes).allMatch(size -> size > 0);
            if (complete && (stable || iteration >= maxIterations || sums.inertia() <= enough)) {
                return new KMeansResult(run.centroids, run.sizes, run.labels, sums.inertia(), iteration, stable);
            }
            if (complete) {
                run.centroids = sums.means(run.centroids);
            } else {
                run.fillEmptyClusters();
                run.centroids = points.means(run.labels, run.sizes.length);
            }
        }
    }

    /** Assigns each point to its nearest centroid and returns whether no assignment changed. */
    private boolean assign(ClusterSums sums) {
        boolean stable = true;
        Arrays.fill(sizes, 0);
        for (int i = 0; i < labels.length; i++) {
            int nearest = sums.add(
                    points.weight(i), points.coordinate(i, 0), points.coordinate(i, 1), points.coordinate(i, 2));
            stable &= labels[i] == nearest;
            labels[i] = nearest;
            sizes[nearest]++;
        }
        return stable;
    }

    private void fillEmptyClusters() {
        boolean[] taken = new boolean[labels.length];
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            if (sizes[cluster] == 0) {
                int farthest = farthest(taken);
                taken[farthest] = true;
                sizes[labels[farthest]]--;
                sizes[cluster]++;
                labels[farthest] = cluster;
            }
        }
    }

    /** Returns the point that is farthest from its centroid among those that an empty cluster may take. */
    private int farthest(boolean[] taken) {
        int farthest = -1;
        double greatest = 0;
        for (int i = 0; i < labels.length; i++) {
            if (!taken[i] && sizes[labels[i]] > 1) {
                double distance = points.point(i).squaredDistance(centroids.get(labels[i]));
                if (distance > greatest) {
                    greatest = distance;
                    farthest = i;
                }
            }
        }
        if (farthest < 0) {
            throw new IllegalArgumentException("points must have at least " + sizes.length + " distinct ones");
        }
        return farthest;
    }
}
