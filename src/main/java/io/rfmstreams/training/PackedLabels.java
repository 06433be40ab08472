package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The labels of a point under several clusterings, in one word. A label takes four bits. It is the index of the nearest
 * centroid of a clustering, the lowest index at a tie.
 */
final class PackedLabels {

    private static final int BITS = 4;
    private static final int MASK = (1 << BITS) - 1;

    private final double[][] centroids;

    /**
     * Creates labels for clusterings.
     *
     * @param clusterings centroids in scaled space; at most 16 clusterings of at most 16 clusters each
     */
    PackedLabels(List<List<RfmPoint>> clusterings) {
        if (clusterings.size() > Long.SIZE / BITS) {
            throw new IllegalArgumentException("clusterings must be at most 16, not " + clusterings.size());
        }
        this.centroids = clusterings.stream().map(PackedLabels::coordinates).toArray(double[][]::new);
    }

    private static double[] coordinates(List<RfmPoint> clustering) {
        if (clustering.size() > MASK + 1) {
            throw new IllegalArgumentException("clusters must be at most 16, not " + clustering.size());
        }
        return clustering.stream()
                .flatMapToDouble(each -> DoubleStream.of(each.recency(), each.frequency(), each.monetary()))
                .toArray();
    }

    int clusterings() {
        return centroids.length;
    }

    /** Returns the number of clusters of a clustering. */
    int clusters(int clustering) {
        return centroids[clustering].length / Points.DIMENSIONS;
    }

    /** Returns the labels of a point of the scaled space. */
    long of(double recency, double frequency, double monetary) {
        long labels = 0;
        for (int clustering = 0; clustering < centroids.length; clustering++) {
            long label = nearest(centroids[clustering], recency, frequency, monetary);
            labels |= label << (BITS * clustering);
        }
        return labels;
    }

    /** Returns the label under one clustering. */
    static int label(long labels, int clustering) {
        return (int) (labels >>> (BITS * clustering)) & MASK;
    }

    private static int nearest(double[] centroids, double recency, double frequency, double monetary) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0, at = 0; at < centroids.length; c++, at += Points.DIMENSIONS) {
            double r = recency - centroids[at];
            double f = frequency - centroids[at + 1];
            double m = monetary - centroids[at + 2];
            double distance = r * r + f * f + m * m;
            if (distance < least) {
                least = distance;
                nearest = c;
            }
        }
        return nearest;
    }
}
