package io.rfmstreams.training;

/**
 * Minimum, maximum, mean and standard deviation of a sample. The sums are shifted by one of the values, to avoid
 * cancellation in the variance (Chan, Golub and LeVeque, "Algorithms for computing the sample variance", 1983).
 */
final class Moments {

    private final double shift;
    private long count;
    private double sum;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** @param shift one of the values */
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

    /** Adds the values of another sample with the same shift. */
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
