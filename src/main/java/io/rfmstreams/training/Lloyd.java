package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.Arrays;
import java.util.List;

/**
 * One run of Lloyd's algorithm on weighted points, from given centroids until no assignment changes any more (tolerance 0):
 * assign each point to its nearest centroid, move each centroid to the mean of its points, again.
 *
 * <p>A cluster left empty takes the point that is farthest from its own centroid (the first at a tie), out of a cluster of
 * more than one; several empty ones, in order of their index, take one each. This only ever lowers the inertia.
 */
final class Lloyd {

    /** Far above what convergence takes; a run that reaches it is returned as not converged. */
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
     * Runs to the end.
     *
     * @param maxIterations how often the centroids may be moved; exceeded only as long as a cluster is empty
     * @throws IllegalArgumentException if an empty cluster can take no point, for want of distinct ones
     */
    static KMeansResult run(Points points, List<RfmPoint> start, int maxIterations) {
        return run(points, start, maxIterations, Double.NEGATIVE_INFINITY);
    }

    /** Runs until the inertia is no more than so much, which may be at the start, or to the end. */
    static KMeansResult runTo(double inertia, Points points, List<RfmPoint> start) {
        return run(points, start, MAX_ITERATIONS, inertia);
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

    /** Returns whether no assignment changed. */
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
