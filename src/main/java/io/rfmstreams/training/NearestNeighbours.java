package io.rfmstreams.training;

/**
 * Predicts whether a customer returns by the share of the k most similar customers who did. Customers are compared by the
 * squared Euclidean distance of log1p of their features, each with mean 0 and population standard deviation 1 over the
 * training rows. Of equally similar rows, the first ones count.
 */
final class NearestNeighbours {

    private static final int DIMENSIONS = ReturnRows.FEATURES;

    private final ReturnRows training;
    private final int k;
    private final double[] means = new double[DIMENSIONS];
    private final double[] deviations = new double[DIMENSIONS];
    private final KdTree tree;

    /** @param training at least one row */
    NearestNeighbours(ReturnRows training, int k) {
        this.training = training;
        this.k = k;
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            Moments moments = new Moments(training.feature(0, dimension));
            for (int row = 0; row < training.size(); row++) {
                moments.add(training.feature(row, dimension));
            }
            means[dimension] = moments.mean();
            double deviation = moments.populationDeviation();
            // A constant feature distinguishes nobody.
            deviations[dimension] = moments.min() < moments.max() && deviation > 0 ? deviation : 1;
        }
        double[] points = new double[DIMENSIONS * training.size()];
        for (int row = 0; row < training.size(); row++) {
            System.arraycopy(location(training, row), 0, points, DIMENSIONS * row, DIMENSIONS);
        }
        tree = new KdTree(points);
    }

    /** Returns the share of the k most similar training rows whose customers returned. */
    double probability(ReturnRows rows, int row) {
        int[] nearest = tree.nearest(location(rows, row), k, DistanceMetric.EUCLIDEAN);
        int returned = 0;
        for (int neighbour : nearest) {
            returned += training.hasReturned(neighbour) ? 1 : 0;
        }
        return returned / (double) nearest.length;
    }

    private double[] location(ReturnRows rows, int row) {
        double[] location = new double[DIMENSIONS];
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            location[dimension] = (rows.feature(row, dimension) - means[dimension]) / deviations[dimension];
        }
        return location;
    }
}
