package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What K-Means found. Every label is the index of the nearest centroid, the lowest at a tie; no cluster is empty; and if it
 * converged, every centroid is the mean of its members.
 */
final class KMeansResult {

    private final List<RfmPoint> centroids;
    private final int[] sizes;
    private final int[] labels;
    private final double inertia;
    private final int iterations;
    private final boolean converged;

    /** Takes over the arrays. */
    KMeansResult(
            List<RfmPoint> centroids, int[] sizes, int[] labels, double inertia, int iterations, boolean converged) {
        this.centroids = List.copyOf(centroids);
        this.sizes = sizes;
        this.labels = labels;
        this.inertia = inertia;
        this.iterations = iterations;
        this.converged = converged;
    }

    int k() {
        return sizes.length;
    }

    List<RfmPoint> centroids() {
        return centroids;
    }

    List<Integer> sizes() {
        return IntStream.of(sizes).boxed().toList();
    }

    /** The cluster of each point, in the order of the points. */
    int[] labels() {
        return labels.clone();
    }

    /** Sum of squared distances to the nearest centroid. */
    double inertia() {
        return inertia;
    }

    /** How often the centroids were moved. */
    int iterations() {
        return iterations;
    }

    /** Whether the assignments are stable, and not just the iterations at their end. */
    boolean converged() {
        return converged;
    }
}
