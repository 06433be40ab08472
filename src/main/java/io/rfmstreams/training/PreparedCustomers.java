package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureSpace;

/** Customers in scaled space and on a grid, ready for fits with any number of clusters. */
final class PreparedCustomers {

    private final FeatureSpace space;
    private final ScaledCustomers scaled;
    private final CustomerGrid grid;
    private final Points points;

    private PreparedCustomers(ScaledCustomers scaled, FeatureSpace space, CustomerGrid grid) {
        this.space = space;
        this.scaled = scaled;
        this.grid = grid;
        this.points = grid.points(space);
    }

    /** Prepares at least one customer. */
    static PreparedCustomers of(Customers customers, FeatureTransforms transforms, Scaling scaling) {
        TransformedCustomers transformed = TransformedCustomers.of(customers, transforms);
        CustomerGrid grid = CustomerGrid.of(transformed);
        FeatureSpace space = new FeatureSpaceFit(transforms, scaling).fit(grid);
        return new PreparedCustomers(new ScaledCustomers(transformed, space), space, grid);
    }

    FeatureSpace space() {
        return space;
    }

    ScaledCustomers scaled() {
        return scaled;
    }

    /** Returns whether each cell of the grid holds customers with equal RFM. */
    boolean isExact() {
        return grid.isExact();
    }

    /** Returns the cells of the grid in scaled space. */
    Points points() {
        return points;
    }

    /** Returns the number of distinct cells, at most a limit. */
    int distinct(int limit) {
        return points.distinct(limit);
    }

    /**
     * Clusters the grid. If the grid is not exact, the centroids are then moved to the means of their customers. This is
     * left out for a warm start whose run ended before it converged, see {@link KMeans}.
     */
    CustomerClustering cluster(KMeansOptions options) {
        KMeansResult clustering = KMeans.fit(points, options);
        return grid.isExact() || !clustering.converged()
                ? CustomerClustering.of(scaled, clustering.centroids())
                : CustomerClustering.polished(scaled, clustering.centroids());
    }
}
