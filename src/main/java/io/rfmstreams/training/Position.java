package io.rfmstreams.training;

/**
 * Where a group stands among all customers: a point of the unit cube.
 *
 * @param freshness 1 less the mean percentile of recency
 * @param frequency mean percentile of frequency
 * @param money mean percentile of monetary
 */
public record Position(double freshness, double frequency, double money) {

    public Position {
        requirePercentile("freshness", freshness);
        requirePercentile("frequency", frequency);
        requirePercentile("money", money);
    }

    private static void requirePercentile(String field, double percentile) {
        if (!(percentile >= 0 && percentile <= 1)) {
            throw new IllegalArgumentException(field + " must be 0 to 1, not " + percentile);
        }
    }

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
