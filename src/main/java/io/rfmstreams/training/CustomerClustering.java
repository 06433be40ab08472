package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.training.ParallelRanges.Range;
import java.util.List;

/** A clustering of all customers. Each label is the index of the nearest centroid, the lowest index at a tie. */
final class CustomerClustering {

    private static final int MAX_MOVES = 3;
    private static final double MIN_RELATIVE_GAIN = 1e-5;

    private final List<RfmPoint> centroids;
    private final double inertia;
    private final byte[] labels;

    private CustomerClustering(List<RfmPoint> centroids, double inertia, byte[] labels) {
        this.centroids = centroids;
        this.inertia = inertia;
        this.labels = labels;
    }

    /** Assigns customers to given centroids. */
    static CustomerClustering of(ScaledCustomers customers, List<RfmPoint> centroids) {
        byte[] labels = new byte[customers.size()];
        return new CustomerClustering(
                centroids, pass(customers, centroids, labels).inertia(), labels);
    }

    /**
     * Moves centroids that were fitted to a grid to the means of their customers. It stops after {@value #MAX_MOVES} moves,
     * or after a move that lowers the inertia by {@value #MIN_RELATIVE_GAIN} of its value or less.
     */
    static CustomerClustering polished(ScaledCustomers customers, List<RfmPoint> start) {
        byte[] labels = new byte[customers.size()];
        List<RfmPoint> centroids = start;
        ClusterSums sums = pass(customers, centroids, labels);
        for (int moves = 0; moves < MAX_MOVES; moves++) {
            double before = sums.inertia();
            centroids = sums.means(centroids);
            sums = pass(customers, centroids, labels);
            if (before - sums.inertia() <= MIN_RELATIVE_GAIN * before) {
                break;
            }
        }
        return new CustomerClustering(centroids, sums.inertia(), labels);
    }

    int k() {
        return centroids.size();
    }

    /** Returns the centroids in scaled space. */
    List<RfmPoint> centroids() {
        return centroids;
    }

    /** Returns the sum of squared distances to the nearest centroid, in scaled units². */
    double inertia() {
        return inertia;
    }

    /** Returns the label of a customer. */
    int label(int customer) {
        return labels[customer];
    }

    /** Returns the number of customers of each cluster. */
    long[] sizes() {
        long[] sizes = new long[k()];
        for (byte label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    private static ClusterSums pass(ScaledCustomers customers, List<RfmPoint> centroids, byte[] labels) {
        List<ClusterSums> parts =
                ParallelRanges.map(customers.size(), range -> pass(customers, centroids, labels, range));
        ClusterSums whole = parts.get(0);
        parts.subList(1, parts.size()).forEach(whole::add);
        return whole;
    }

    private static ClusterSums pass(ScaledCustomers customers, List<RfmPoint> centroids, byte[] labels, Range range) {
        ClusterSums sums = new ClusterSums(centroids);
        for (int i = range.from(); i < range.to(); i++) {
            labels[i] = (byte) sums.add(1, customers.recency(i), customers.frequency(i), customers.monetary(i));
        }
        return sums;
    }
}
