package io.rfmstreams.segment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model was fitted.
 *
 * @param input the customers
 * @param selection the number of clusters, and how it was selected
 * @param run the K-Means run
 * @param durationMs duration of the fit in milliseconds of wall-clock time
 */
public record TrainingReport(Input input, Selection selection, Run run, long durationMs) {

    /**
     * The customers that a model was fitted to.
     *
     * @param customers number of active customers, who were fitted
     * @param inactive number of inactive customers, who were not
     * @param offsets end offset by partition of the profiles that were read
     * @param shares shares of the customers between the cut points of the scores; null if the model's author gave none
     */
    public record Input(
            long customers,
            long inactive,
            Map<String, Long> offsets,
            @Nullable Shares shares) {}

    /**
     * The number of clusters.
     *
     * @param k number of clusters of the model
     * @param candidates all values of k that were tried, ascending
     * @param elbow k at the elbow of the inertia curve; null if the curve has none
     */
    public record Selection(
            int k, List<Candidate> candidates, @Nullable Integer elbow) {}

    /**
     * A K-Means run.
     *
     * @param seed seed of all random choices
     * @param restarts number of seeded starts, of which the one with the lowest inertia was taken
     * @param inertia sum of squared distances to the nearest centroid, in scaled units²
     * @param silhouette mean silhouette, -1 to 1; null if it was not computed
     */
    public record Run(
            long seed,
            int restarts,
            double inertia,
            @Nullable Double silhouette) {}

    /**
     * A value of k that was tried.
     *
     * @param inertia sum of squared distances to the nearest centroid, in scaled units²
     * @param silhouette mean silhouette, higher is better; null if it was not computed
     * @param silhouetteError standard error of the mean silhouette: 0 if it is exact, null if it is not known
     * @param calinskiHarabasz variance ratio, higher is better; null if it was not computed
     * @param daviesBouldin mean similarity of each cluster to the most similar one, lower is better; null if it was not
     *     computed
     */
    public record Candidate(
            int k,
            double inertia,
            @Nullable Double silhouette,
            @Nullable Double silhouetteError,
            @Nullable Double calinskiHarabasz,
            @Nullable Double daviesBouldin) {}

    /**
     * The shares of customers by feature and score. Each list has five shares, ascending by value: at or below the first
     * cut point, up to the second, and so on, above the fourth. They belong to the scores 1 to 5, for recency to 5 to 1.
     */
    public record Shares(List<Double> recency, List<Double> frequency, List<Double> monetary) {}
}
