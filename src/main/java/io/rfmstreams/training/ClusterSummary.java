package io.rfmstreams.training;

import io.rfmstreams.segment.SegmentOrigin;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.training.ParallelRanges.Range;
import java.util.List;
import java.util.stream.IntStream;

/** Summarizes the members of each cluster, in raw units and in percentiles. */
final class ClusterSummary {

    private static final List<Integer> QUINTILES = List.of(20, 40, 60, 80);

    private final CustomerClustering clustering;
    private final FeatureSums recency;
    private final FeatureSums frequency;
    private final FeatureSums monetary;

    ClusterSummary(Customers customers, CustomerClustering clustering) {
        this.clustering = clustering;
        this.recency = FeatureSums.of(customers, Feature.RECENCY, clustering);
        this.frequency = FeatureSums.of(customers, Feature.FREQUENCY, clustering);
        this.monetary = FeatureSums.of(customers, Feature.MONETARY, clustering);
    }

    /** Returns the lower 20, 40, 60 and 80 % quantiles of recency, frequency and monetary among all customers. */
    List<List<Double>> cuts() {
        return List.of(recency.cuts, frequency.cuts, monetary.cuts);
    }

    /** Returns the clusters by label, without predecessors. */
    List<Cluster> clusters() {
        long[] sizes = clustering.sizes();
        double revenue = IntStream.range(0, clustering.k())
                .mapToDouble(c -> monetary.sums[c])
                .sum();
        return IntStream.range(0, clustering.k())
                .mapToObj(c -> cluster(c, sizes[c], revenue))
                .toList();
    }

    private Cluster cluster(int label, long members, double revenue) {
        double size = members;
        double spent = monetary.sums[label];
        double orders = frequency.sums[label];
        return new Cluster(
                label,
                clustering.centroids().get(label),
                members,
                new SegmentProfile(
                        ratio(recency.sums[label], size),
                        ratio(orders, size),
                        ratio(spent, size),
                        ratio(spent, orders)),
                ratio(spent, revenue),
                new PercentileProfile(
                        1 - ratio(recency.percentiles[label], size),
                        ratio(frequency.percentiles[label], size),
                        ratio(monetary.percentiles[label], size)),
                null,
                SegmentOrigin.Kind.NEW);
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /** The quintiles of one raw feature, and for each cluster the sums of its values and of their percentiles. */
    private static final class FeatureSums {

        private final List<Double> cuts;
        private final double[] sums;
        private final double[] percentiles;

        private FeatureSums(List<Double> cuts, int clusters) {
            this.cuts = cuts;
            this.sums = new double[clusters];
            this.percentiles = new double[clusters];
        }

        static FeatureSums of(Customers customers, Feature feature, CustomerClustering clustering) {
            FeatureDistribution distribution = FeatureDistribution.of(customers, feature);
            List<Double> cuts =
                    QUINTILES.stream().map(distribution::lowerQuantile).toList();
            FeatureSums whole = new FeatureSums(cuts, clustering.k());
            ParallelRanges.map(customers.size(), range -> new FeatureSums(cuts, clustering.k())
                            .add(customers, feature, distribution, clustering, range))
                    .forEach(whole::add);
            return whole;
        }

        private FeatureSums add(
                Customers customers,
                Feature feature,
                FeatureDistribution distribution,
                CustomerClustering clustering,
                Range range) {
            for (int i = range.from(); i < range.to(); i++) {
                double value = feature.of(customers, i);
                int cluster = clustering.label(i);
                sums[cluster] += value;
                percentiles[cluster] += distribution.percentile(value);
            }
            return this;
        }

        private void add(FeatureSums other) {
            for (int cluster = 0; cluster < sums.length; cluster++) {
                sums[cluster] += other.sums[cluster];
                percentiles[cluster] += other.percentiles[cluster];
            }
        }
    }
}
