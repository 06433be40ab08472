package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.SegmentProfile;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Sums up the members of each cluster, in raw units and in percentiles. */
final class ClusterSummary {

    private final List<RfmPoint> raw;
    private final Clustering clustering;
    private final int[] labels;

    private ClusterSummary(List<RfmPoint> raw, Clustering clustering) {
        this.raw = raw;
        this.clustering = clustering;
        this.labels = clustering.labels();
    }

    /**
     * The clusters in the order of their labels.
     *
     * @param raw the points in the order that they were fitted in, not scaled
     */
    static List<Cluster> of(List<RfmPoint> raw, Clustering clustering) {
        return new ClusterSummary(raw, clustering).clusters();
    }

    private List<Cluster> clusters() {
        double[] recency = column(RfmPoint::recency);
        double[] frequency = column(RfmPoint::frequency);
        double[] monetary = column(RfmPoint::monetary);
        double[] recencyRanks = sums(MidRanks.percentiles(recency));
        double[] frequencyRanks = sums(MidRanks.percentiles(frequency));
        double[] monetaryRanks = sums(MidRanks.percentiles(monetary));
        double[] days = sums(recency);
        double[] orders = sums(frequency);
        double[] revenue = sums(monetary);
        double total = DoubleStream.of(revenue).sum();
        return IntStream.range(0, clustering.k())
                .mapToObj(c -> {
                    int n = clustering.sizes().get(c);
                    return new Cluster(
                            clustering.centroids().get(c),
                            n,
                            new SegmentProfile(
                                    days[c] / n, orders[c] / n, revenue[c] / n, ratio(revenue[c], orders[c])),
                            ratio(revenue[c], total),
                            new Position(1 - recencyRanks[c] / n, frequencyRanks[c] / n, monetaryRanks[c] / n));
                })
                .toList();
    }

    private double[] column(ToDoubleFunction<RfmPoint> feature) {
        return raw.stream().mapToDouble(feature).toArray();
    }

    private double[] sums(double[] values) {
        double[] sums = new double[clustering.k()];
        for (int i = 0; i < values.length; i++) {
            sums[labels[i]] += values[i];
        }
        return sums;
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
