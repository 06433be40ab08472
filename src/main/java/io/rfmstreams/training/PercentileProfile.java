package io.rfmstreams.training;

/**
 * Where a group stands among all customers: a point of the unit cube.
 *
 * @param recency 1 less the mean percentile of recency
 * @param frequency mean percentile of frequency
 * @param monetary mean percentile of monetary
 */
public record PercentileProfile(double recency, double frequency, double monetary) {

    public PercentileProfile {
        requirePercentile("recency", recency);
        requirePercentile("frequency", frequency);
        requirePercentile("monetary", monetary);
    }

    private static void requirePercentile(String field, double percentile) {
        if (!(percentile >= 0 && percentile <= 1)) {
            throw new IllegalArgumentException(field + " must be 0 to 1, not " + percentile);
        }
    }

    /** The Euclidean distance. */
    double distance(PercentileProfile other) {
        return Math.sqrt(squared(recency - other.recency)
                + squared(frequency - other.frequency)
                + squared(monetary - other.monetary));
    }

    private static double squared(double difference) {
        return difference * difference;
    }
}
