package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.FeatureSpace;

/** Customers scaled and summed up, ready to be fitted with any number of segments. */
final class PreparedCustomers {

    private final FeatureSpace space;
    private final ScaledCustomers scaled;
    private final CustomerGrid summary;
    private final Points points;

    private PreparedCustomers(ScaledCustomers scaled, FeatureSpace space, CustomerGrid summary) {
        this.space = space;
        this.scaled = scaled;
        this.summary = summary;
        this.points = summary.points(space);
    }

    /** Prepares at least one customer. */
    static PreparedCustomers of(Customers customers, Transform transform, Scaling scaling) {
        TransformedCustomers transformed = TransformedCustomers.of(customers, transform);
        CustomerGrid summary = CustomerGrid.of(transformed);
        FeatureSpace space = new FeatureSpaceFit(transform, scaling).fit(summary);
        return new PreparedCustomers(new ScaledCustomers(transformed, space), space, summary);
    }

    FeatureSpace space() {
        return space;
    }

    ScaledCustomers scaled() {
        return scaled;
    }

    /** Whether nothing is lost in the summary. */
    boolean isExact() {
        return summary.isExact();
    }

    /** The cells of the summary in scaled space. */
    Points points() {
        return points;
    }

    /** How many customers differ, counted up to a limit. */
    int distinct(int limit) {
        return points.distinct(limit);
    }

    /**
     * Clusters the summary, and then, where that is not all there is to know, moves the centroids on all
     * customers; not those of a warm start that is to move no farther.
     */
    CustomerClustering cluster(KMeansOptions options) {
        KMeansResult clustering = KMeans.fit(points, options);
        return summary.isExact() || !clustering.converged()
                ? CustomerClustering.of(scaled, clustering.centroids())
                : CustomerClustering.polished(scaled, clustering.centroids());
    }
}
