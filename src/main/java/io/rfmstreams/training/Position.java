package io.rfmstreams.training;

/**
 * Where a group stands among all customers: a point of the unit cube.
 *
 * @param freshness 1 less the mean percentile of recency
 * @param frequency mean percentile of frequency
 * @param money mean percentile of monetary
 */
record Position(double freshness, double frequency, double money) {

    /** The Euclidean distance. */
    double distance(Position other) {
        return Math.sqrt(squared(freshness - other.freshness)
                + squared(frequency - other.frequency)
                + squared(money - other.money));
    }

    private static double squared(double difference) {
        return difference * difference;
    }
}
