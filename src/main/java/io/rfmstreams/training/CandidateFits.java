package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.TrainingReport.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fits customers with different numbers of segments, and measures what comes of it, always in the same way. */
final class CandidateFits {

    /** Up to here silhouettes are exact. */
    private static final int EXACT_SILHOUETTE = 10_000;

    /** Above, they are of so many cells at most. */
    private static final int SILHOUETTE_CELLS = 8_192;

    private final PreparedCustomers customers;
    private final Points silhouettePoints;

    CandidateFits(PreparedCustomers customers) {
        this.customers = customers;
        this.silhouettePoints =
                customers.points(customers.scaled().size() <= EXACT_SILHOUETTE ? EXACT_SILHOUETTE : SILHOUETTE_CELLS);
    }

    CandidateFit fit(KMeansOptions options) {
        CustomerClustering clustering = customers.cluster(options);
        List<RfmPoint> centroids = clustering.centroids();
        Points points = customers.points();
        ClusterQuality quality = new ClusterQuality(points, points.labels(centroids), centroids.size());
        double silhouette = Silhouette.mean(silhouettePoints, silhouettePoints.labels(centroids), centroids.size());
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
