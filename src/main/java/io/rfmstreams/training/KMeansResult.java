package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The result of a K-Means run. Each label is the index of the nearest centroid, the lowest index at a tie. No cluster is
 * empty. If the run converged, each centroid is the mean of its points.
 */
final class KMeansResult {

    private final List<RfmPoint> centroids;
    private final int[] sizes;
    private final int[] labels;
    private final double inertia;
    private final int iterations;
    private final boolean converged;

    /** The arrays are not copied. */
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

    /** Returns the number of points of each cluster. */
    List<Integer> sizes() {
        return IntStream.of(sizes).boxed().toList();
    }

    /** Returns the label of each point, in the order of the points. */
    int[] labels() {
        return labels.clone();
    }

    /** Returns the weighted sum of squared distances to the nearest centroid. */
    double inertia() {
        return inertia;
    }

    /** Returns how often the centroids were moved. */
    int iterations() {
        return iterations;
    }

    /** Returns whether the run ended because no label changed any more. */
    boolean converged() {
        return converged;
    }
}
