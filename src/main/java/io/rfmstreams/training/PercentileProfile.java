package io.rfmstreams.training;

/**
 * The mean percentiles of a group of customers among all customers, 0 to 1. Higher is better for all three.
 *
 * @param recency 1 minus the mean percentile of the recency in days, so that 1 is the most recent
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

    /** Returns the Euclidean distance, 0 to √3. */
    double distance(PercentileProfile other) {
        return Math.sqrt(squared(recency - other.recency)
                + squared(frequency - other.frequency)
                + squared(monetary - other.monetary));
    }

    private static double squared(double difference) {
        return difference * difference;
    }
}
