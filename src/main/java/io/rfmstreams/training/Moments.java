package io.rfmstreams.training;

/**
 * Count, extremes, mean and variance of one axis. Sums are of the differences to a shift near the values, so that the
 * variance does not cancel out (Chan, Golub and LeVeque, "Algorithms for computing the sample variance", 1983).
 */
final class Moments {

    private final double shift;
    private long count;
    private double sum;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** @param shift any of the values */
    Moments(double shift) {
        this.shift = shift;
    }

    void add(double value) {
        double difference = value - shift;
        count++;
        sum += difference;
        squares += difference * difference;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    /** Adds what was seen by another with the same shift. */
    void add(Moments other) {
        count += other.count;
        sum += other.sum;
        squares += other.squares;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    double mean() {
        return shift + sum / count;
    }

    double populationDeviation() {
        return Math.sqrt((squares - sum * sum / count) / count);
    }
}
