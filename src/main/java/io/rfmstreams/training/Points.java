package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Weighted points of the scaled space, in one array with three coordinates per point. */
final class Points {

    static final int DIMENSIONS = 3;

    private final double[] coordinates;
    private final double[] weights;

    private Points(double[] coordinates, double[] weights) {
        this.coordinates = coordinates;
        this.weights = weights;
    }

    /**
     * Returns points of weight 1.
     *
     * @throws IllegalArgumentException if a coordinate is not finite
     */
    static Points of(List<RfmPoint> points) {
        double[] coordinates = new double[points.size() * DIMENSIONS];
        int next = 0;
        for (RfmPoint point : points) {
            coordinates[next++] = point.recency();
            coordinates[next++] = point.frequency();
            coordinates[next++] = point.monetary();
        }
        double[] weights = new double[points.size()];
        Arrays.fill(weights, 1);
        return weighted(coordinates, weights);
    }

    /**
     * Returns weighted points. The arrays are not copied.
     *
     * @param coordinates recency, frequency and monetary of each point
     * @param weights weight of each point, above 0
     * @throws IllegalArgumentException if a coordinate is not finite
     */
    static Points weighted(double[] coordinates, double[] weights) {
        for (double coordinate : coordinates) {
            if (!Double.isFinite(coordinate)) {
                throw new IllegalArgumentException("points must be finite, not " + coordinate);
            }
        }
        return new Points(coordinates, weights);
    }

    int size() {
        return weights.length;
    }

    double weight(int index) {
        return weights[index];
    }

    RfmPoint point(int index) {
        int at = index * DIMENSIONS;
        return new RfmPoint(coordinates[at], coordinates[at + 1], coordinates[at + 2]);
    }

    List<RfmPoint> toList() {
        return IntStream.range(0, size()).mapToObj(this::point).toList();
    }

    /**
     * Returns a coordinate of a point.
     *
     * @param dimension 0 is recency, 1 is frequency, 2 is monetary
     */
    double coordinate(int index, int dimension) {
        return coordinates[index * DIMENSIONS + dimension];
    }

    /** Returns the squared Euclidean distance of two points. */
    double squaredDistance(int index, int other) {
        int a = index * DIMENSIONS;
        int b = other * DIMENSIONS;
        double r = coordinates[a] - coordinates[b];
        double f = coordinates[a + 1] - coordinates[b + 1];
        double m = coordinates[a + 2] - coordinates[b + 2];
        return r * r + f * f + m * m;
    }

    /** Returns the points with the given indices, in the given order. */
    Points select(int[] order) {
        double[] selected = new double[order.length * DIMENSIONS];
        double[] selectedWeights = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(coordinates, order[i] * DIMENSIONS, selected, i * DIMENSIONS, DIMENSIONS);
            selectedWeights[i] = weights[order[i]];
        }
        return new Points(selected, selectedWeights);
    }

    /** Returns the weighted sum of the distances from a location to the points of a range; {@code to} is exclusive. */
    double distances(double r, double f, double m, int from, int to) {
        double sum = 0;
        for (int i = from, at = from * DIMENSIONS; i < to; i++, at += DIMENSIONS) {
            double dr = coordinates[at] - r;
            double df = coordinates[at + 1] - f;
            double dm = coordinates[at + 2] - m;
            sum += weights[i] * Math.sqrt(dr * dr + df * df + dm * dm);
        }
        return sum;
    }

    /**
     * Returns the sum of the distances from a location to groups of customers, whose means are the points of a range. The
     * mean distance to the customers of a group is greater than the distance d to their mean. To second order it is √(d² +
     * v), where v is their variance across the direction of the distance.
     *
     * @param variances variances within the groups: of recency, frequency and monetary of each point
     */
    double distances(double r, double f, double m, int from, int to, double[] variances) {
        double sum = 0;
        for (int i = from, at = from * DIMENSIONS; i < to; i++, at += DIMENSIONS) {
            double dr = coordinates[at] - r;
            double df = coordinates[at + 1] - f;
            double dm = coordinates[at + 2] - m;
            double rr = dr * dr;
            double ff = df * df;
            double mm = dm * dm;
            double squared = rr + ff + mm;
            double across = variances[at] * (ff + mm) + variances[at + 1] * (rr + mm) + variances[at + 2] * (rr + ff);
            sum += weights[i] * Math.sqrt(squared + across / (squared + Double.MIN_NORMAL));
        }
        return sum;
    }

    /** Returns the number of distinct points, at most a limit. */
    int distinct(int limit) {
        return (int) IntStream.range(0, size())
                .mapToObj(this::point)
                .distinct()
                .limit(limit)
                .count();
    }

    /** Returns the index of the nearest centroid of each point, the lowest index at a tie. */
    int[] labels(List<RfmPoint> centroids) {
        ClusterSums sums = new ClusterSums(centroids);
        return IntStream.range(0, size())
                .map(i -> sums.add(weights[i], coordinate(i, 0), coordinate(i, 1), coordinate(i, 2)))
                .toArray();
    }

    /**
     * Returns the weighted mean of each group. No group must be empty.
     *
     * @param labels group of each point, 0 to {@code groups - 1}
     */
    List<RfmPoint> means(int[] labels, int groups) {
        double[] means = new double[groups * DIMENSIONS];
        double[] sums = new double[groups];
        for (int i = 0; i < labels.length; i++) {
            int from = i * DIMENSIONS;
            int to = labels[i] * DIMENSIONS;
            double weight = weights[i];
            means[to] += weight * coordinates[from];
            means[to + 1] += weight * coordinates[from + 1];
            means[to + 2] += weight * coordinates[from + 2];
            sums[labels[i]] += weight;
        }
        for (int i = 0; i < means.length; i++) {
            means[i] /= sums[i / DIMENSIONS];
        }
        return new Points(means, sums).toList();
    }
}
