package io.rfmstreams.training;

import io.rfmstreams.segment.SegmentProfile;
import java.util.List;
import java.util.stream.IntStream;

/** Sums up the members of each cluster, in raw units and in percentiles. */
final class ClusterSummary {

    private final CustomerClustering clustering;
    private final FeatureProfile recency;
    private final FeatureProfile frequency;
    private final FeatureProfile monetary;

    ClusterSummary(Customers customers, CustomerClustering clustering) {
        this.clustering = clustering;
        this.recency = FeatureProfile.of(customers, Feature.RECENCY, clustering);
        this.frequency = FeatureProfile.of(customers, Feature.FREQUENCY, clustering);
        this.monetary = FeatureProfile.of(customers, Feature.MONETARY, clustering);
    }

    /** The quintiles of recency, frequency and monetary among all customers. */
    List<List<Double>> cuts() {
        return List.of(recency.cuts(), frequency.cuts(), monetary.cuts());
    }

    /** The clusters in the order of their labels. */
    List<Cluster> clusters() {
        long[] sizes = clustering.sizes();
        double revenue =
                IntStream.range(0, clustering.k()).mapToDouble(monetary::sum).sum();
        return IntStream.range(0, clustering.k())
                .mapToObj(c -> cluster(c, sizes[c], revenue))
                .toList();
    }

    private Cluster cluster(int c, long members, double revenue) {
        double size = members;
        double spent = monetary.sum(c);
        double orders = frequency.sum(c);
        return new Cluster(
                clustering.centroids().get(c),
                members,
                new SegmentProfile(
                        ratio(recency.sum(c), size), ratio(orders, size), ratio(spent, size), ratio(spent, orders)),
                ratio(spent, revenue),
                new PercentileProfile(
                        1 - ratio(recency.percentiles(c), size),
                        ratio(frequency.percentiles(c), size),
                        ratio(monetary.percentiles(c), size)));
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
