package io.rfmstreams.segment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model was fitted.
 *
 * @param customers customers fitted
 * @param k number of clusters
 * @param candidates every k that was tried, ascending
 * @param elbow where the curve of inertia bends most, null where it does not
 * @param seed of all random choices
 * @param restarts independent starts of K-Means, of which the one of the lowest inertia won
 * @param inertia sum of squared distances to the nearest centroid, in scaled units²
 * @param silhouette mean silhouette, null where it was not computed
 * @param lineage where each segment comes from, by rank; empty without a parent
 * @param shares how the customers lay between the cut points of the scores, null where its author does not say
 * @param inputOffsets end offset by partition of the profiles that were read
 * @param durationMs wall clock time of the fit
 */
public record TrainingReport(
        long customers,
        int k,
        List<Candidate> candidates,
        @Nullable Integer elbow,
        long seed,
        int restarts,
        double inertia,
        @Nullable Double silhouette,
        List<Lineage> lineage,
        @Nullable Shares shares,
        Map<String, Long> inputOffsets,
        long durationMs) {

    /**
     * One number of clusters that was tried.
     *
     * @param silhouette mean silhouette, higher is better; null where it was not computed, as the next two
     * @param calinskiHarabasz variance ratio, higher is better
     * @param daviesBouldin mean likeness of neighbours, lower is better
     */
    public record Candidate(
            int k,
            double inertia,
            @Nullable Double silhouette,
            @Nullable Double calinskiHarabasz,
            @Nullable Double daviesBouldin) {}

    /**
     * Where a segment comes from.
     *
     * @param segment id
     * @param from ids of the parent's segments: the one that it continues, then those that went into it
     */
    public record Lineage(String segment, Kind kind, List<String> from) {

        /** What became of the parent's segments. */
        public enum Kind {
            /** One of the parent's goes on. */
            KEPT,
            /** One of the parent's goes on, and others that do not have gone into it. */
            MERGED,
            /** Most of its customers come from one segment of the parent that goes on as another. */
            SPLIT,
            /** Its customers come from many. */
            NEW
        }

        public Lineage {
            from = List.copyOf(from);
            ModelLimits.requireName("lineage segment", segment);
            from.forEach(each -> ModelLimits.requireName("lineage from", each));
        }
    }

    /**
     * The shares of customers with the scores 1 to 5, for recency 5 to 1: at or below the first cut point, up to the second,
     * and so on, above the fourth.
     */
    public record Shares(List<Double> recency, List<Double> frequency, List<Double> monetary) {}
}
