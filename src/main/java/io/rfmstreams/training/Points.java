package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.List;
import java.util.stream.IntStream;

/** Points of the scaled space in one contiguous array, three coordinates a point, so that a pass over them is fast. */
final class Points {

    static final int DIMENSIONS = 3;

    private final double[] coordinates;

    private Points(double[] coordinates) {
        this.coordinates = coordinates;
    }

    /** @throws IllegalArgumentException if a coordinate is not finite */
    static Points of(List<RfmPoint> points) {
        double[] coordinates = new double[points.size() * DIMENSIONS];
        int next = 0;
        for (RfmPoint point : points) {
            coordinates[next++] = finite(point.recency(), point);
            coordinates[next++] = finite(point.frequency(), point);
            coordinates[next++] = finite(point.monetary(), point);
        }
        return new Points(coordinates);
    }

    private static double finite(double coordinate, RfmPoint point) {
        if (!Double.isFinite(coordinate)) {
            throw new IllegalArgumentException("points must be finite, not " + point);
        }
        return coordinate;
    }

    int size() {
        return coordinates.length / DIMENSIONS;
    }

    RfmPoint point(int index) {
        int at = index * DIMENSIONS;
        return new RfmPoint(coordinates[at], coordinates[at + 1], coordinates[at + 2]);
    }

    List<RfmPoint> toList() {
        return IntStream.range(0, size()).mapToObj(this::point).toList();
    }

    /** One coordinate of a point; 0 is recency, 1 frequency, 2 monetary. */
    double coordinate(int index, int dimension) {
        return coordinates[index * DIMENSIONS + dimension];
    }

    /** Squared Euclidean distance between a point of this and one of another set. */
    double squaredDistance(int index, Points others, int other) {
        int a = index * DIMENSIONS;
        int b = other * DIMENSIONS;
        double r = coordinates[a] - others.coordinates[b];
        double f = coordinates[a + 1] - others.coordinates[b + 1];
        double m = coordinates[a + 2] - others.coordinates[b + 2];
        return r * r + f * f + m * m;
    }

    /** The chosen points, in that order. */
    Points select(int[] indices) {
        double[] selected = new double[indices.length * DIMENSIONS];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(coordinates, indices[i] * DIMENSIONS, selected, i * DIMENSIONS, DIMENSIONS);
        }
        return new Points(selected);
    }

    /** The mean of each group. Groups must not be empty. */
    Points means(int[] labels, int[] sizes) {
        double[] means = new double[sizes.length * DIMENSIONS];
        for (int i = 0; i < labels.length; i++) {
            int from = i * DIMENSIONS;
            int to = labels[i] * DIMENSIONS;
            means[to] += coordinates[from];
            means[to + 1] += coordinates[from + 1];
            means[to + 2] += coordinates[from + 2];
        }
        for (int i = 0; i < means.length; i++) {
            means[i] /= sizes[i / DIMENSIONS];
        }
        return new Points(means);
    }
}
