package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.training.ParallelRanges.Range;
import java.util.List;

/** All customers divided among centroids: each label is the index of the nearest, the lowest at a tie. */
final class CustomerClustering {

    private static final int MOST_PASSES = 4;
    private static final double WORTH_A_PASS = 1e-5;

    private final List<RfmPoint> centroids;
    private final double inertia;
    private final byte[] labels;

    private CustomerClustering(List<RfmPoint> centroids, double inertia, byte[] labels) {
        this.centroids = centroids;
        this.inertia = inertia;
        this.labels = labels;
    }

    /** The customers under centroids as they are. */
    static CustomerClustering of(ScaledCustomers customers, List<RfmPoint> centroids) {
        byte[] labels = new byte[customers.size()];
        return new CustomerClustering(
                centroids, pass(customers, centroids, labels).inertia(), labels);
    }

    /**
     * Moves centroids that were found on a summary to the means of their customers, as long as that lowers the inertia by a
     * millionth, and at most five times.
     */
    static CustomerClustering polished(ScaledCustomers customers, List<RfmPoint> start) {
        byte[] labels = new byte[customers.size()];
        List<RfmPoint> centroids = start;
        ClusterSums sums = pass(customers, centroids, labels);
        for (int passes = 1; passes < MOST_PASSES; passes++) {
            double before = sums.inertia();
            centroids = sums.means(centroids);
            sums = pass(customers, centroids, labels);
            if (before - sums.inertia() <= WORTH_A_PASS * before) {
                break;
            }
        }
        return new CustomerClustering(centroids, sums.inertia(), labels);
    }

    int k() {
        return centroids.size();
    }

    /** In scaled space. */
    List<RfmPoint> centroids() {
        return centroids;
    }

    /** Sum of squared distances to the nearest centroid. */
    double inertia() {
        return inertia;
    }

    /** The index of a customer's centroid. */
    int label(int customer) {
        return labels[customer];
    }

    /** Customers of each cluster. */
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
