package io.rfmstreams.training;

import io.rfmstreams.training.ParallelRanges.Range;
import java.util.List;

/** What one raw feature is like, among all customers and in each cluster. */
final class FeatureProfile {

    private static final List<Double> QUINTILES = List.of(0.2, 0.4, 0.6, 0.8);

    private final List<Double> cuts;
    private final double[] sums;
    private final double[] percentiles;

    private FeatureProfile(List<Double> cuts, int clusters) {
        this.cuts = cuts;
        this.sums = new double[clusters];
        this.percentiles = new double[clusters];
    }

    static FeatureProfile of(Customers customers, Feature feature, CustomerClustering clustering) {
        FeatureDistribution sorted = FeatureDistribution.of(customers, feature);
        FeatureProfile whole =
                new FeatureProfile(QUINTILES.stream().map(sorted::quantile).toList(), clustering.k());
        ParallelRanges.map(customers.size(), range -> whole.sums(customers, feature, sorted, clustering, range))
                .forEach(whole::add);
        return whole;
    }

    /** The 20th, 40th, 60th and 80th percentile. */
    List<Double> cuts() {
        return cuts;
    }

    /** The sum of a cluster's values. */
    double sum(int cluster) {
        return sums[cluster];
    }

    /** The sum of the percentiles that a cluster's values have among all customers. */
    double percentiles(int cluster) {
        return percentiles[cluster];
    }

    private FeatureProfile sums(
            Customers customers,
            Feature feature,
            FeatureDistribution sorted,
            CustomerClustering clustering,
            Range range) {
        FeatureProfile sums = new FeatureProfile(cuts, clustering.k());
        for (int i = range.from(); i < range.to(); i++) {
            double value = feature.of(customers, i);
            int cluster = clustering.label(i);
            sums.sums[cluster] += value;
            sums.percentiles[cluster] += sorted.percentile(value);
        }
        return sums;
    }

    private void add(FeatureProfile part) {
        for (int cluster = 0; cluster < sums.length; cluster++) {
            sums[cluster] += part.sums[cluster];
            percentiles[cluster] += part.percentiles[cluster];
        }
    }
}
