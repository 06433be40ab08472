package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.TrainingReport.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Customers scaled and summed up, ready to be fitted with any number of segments. */
final class PreparedCustomers {

    /** Up to here silhouettes are exact. */
    private static final int EXACT_SILHOUETTE = 10_000;

    /** Above, they are of so many cells at most. */
    private static final int SILHOUETTE_CELLS = 8_192;

    private final FeatureSpace space;
    private final ScaledCustomers scaled;
    private final Points points;
    private final Points coarsePoints;
    private final boolean exact;

    private PreparedCustomers(ScaledCustomers scaled, FeatureSpace space, Summary summary) {
        this.space = space;
        this.scaled = scaled;
        this.exact = summary.isExact();
        this.points = summary.points(space);
        this.coarsePoints = scaled.size() <= EXACT_SILHOUETTE
                ? points
                : summary.coarsened(SILHOUETTE_CELLS).points(space);
    }

    /** Prepares at least one customer. */
    static PreparedCustomers of(Customers customers, Transform transform, Scaling scaling) {
        TransformedCustomers transformed = TransformedCustomers.of(customers, transform);
        Summary summary = Summary.of(transformed);
        FeatureSpace space = new FeatureSpaceFit(transform, scaling).fit(summary);
        return new PreparedCustomers(new ScaledCustomers(transformed, space), space, summary);
    }

    FeatureSpace space() {
        return space;
    }

    ScaledCustomers scaled() {
        return scaled;
    }

    /** How many customers differ, counted up to a limit. */
    int distinct(int limit) {
        return points.distinct(limit);
    }

    /** Clusters the summary, and then, where that is not all there is to know, moves the centroids on all customers. */
    CustomerClustering cluster(KMeansOptions options) {
        List<RfmPoint> centroids = KMeans.fit(points, options).centroids();
        return exact ? CustomerClustering.of(scaled, centroids) : CustomerClustering.polished(scaled, centroids);
    }

    /** Clusters, and measures what came of it. */
    CandidateFit fit(KMeansOptions options) {
        CustomerClustering clustering = cluster(options);
        List<RfmPoint> centroids = clustering.centroids();
        ClusterQuality quality = new ClusterQuality(points, points.labels(centroids), centroids.size());
        double silhouette = Silhouette.mean(coarsePoints, coarsePoints.labels(centroids), centroids.size());
        return new CandidateFit(
                new Candidate(
                        options.k(),
                        clustering.inertia(),
                        finite(silhouette),
                        finite(quality.calinskiHarabasz(clustering.inertia())),
                        finite(quality.daviesBouldin())),
                centroids);
    }

    private static @Nullable Double finite(double measure) {
        return Double.isFinite(measure) ? measure : null;
    }
}
