package io.rfmstreams.segment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model was fitted.
 *
 * @param customers customers fitted
 * @param k number of clusters
 * @param candidates every k that was tried
 * @param seed of all random choices
 * @param restarts independent starts of K-Means, of which the one of the lowest inertia won
 * @param inertia sum of squared distances to the nearest centroid, in scaled units²
 * @param silhouette mean silhouette, null where it was not computed
 * @param inputOffsets end offset by partition of the profiles that were read
 * @param durationMs wall clock time of the fit
 */
public record TrainingReport(
        long customers,
        int k,
        List<Candidate> candidates,
        long seed,
        int restarts,
        double inertia,
        @Nullable Double silhouette,
        Map<String, Long> inputOffsets,
        long durationMs) {

    /** One number of clusters that was tried. */
    public record Candidate(int k, double inertia, @Nullable Double silhouette) {}
}
