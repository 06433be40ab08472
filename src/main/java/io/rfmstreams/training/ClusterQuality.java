package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.List;
import java.util.stream.IntStream;

/** Quality measures of a clustering of weighted points. For the silhouette see {@link Silhouette}. */
final class ClusterQuality {

    private final Points points;
    private final int[] labels;
    private final List<RfmPoint> means;
    private final double[] weights;

    /** @param labels label of each point, 0 to k − 1; every cluster has at least one point */
    ClusterQuality(Points points, int[] labels, int k) {
        this.points = points;
        this.labels = labels;
        this.means = points.means(labels, k);
        this.weights = new double[k];
        for (int i = 0; i < labels.length; i++) {
            weights[labels[i]] += points.weight(i);
        }
    }

    /**
     * Returns the variance ratio criterion (Caliński and Harabasz 1974); higher is better. It is not finite if the inertia
     * is 0.
     *
     * @param inertia sum of squared distances to the nearest centroid
     */
    double calinskiHarabasz(double inertia) {
        RfmPoint center = points.means(new int[labels.length], 1).get(0);
        double between = 0;
        double customers = 0;
        for (int c = 0; c < weights.length; c++) {
            between += weights[c] * means.get(c).squaredDistance(center);
            customers += weights[c];
        }
        return between / (weights.length - 1) / (inertia / (customers - weights.length));
    }

    /**
     * Returns the mean similarity of each cluster to the most similar other one (Davies and Bouldin 1979); lower is better.
     */
    double daviesBouldin() {
        double[] spreads = new double[weights.length];
        for (int i = 0; i < labels.length; i++) {
            double distance = Math.sqrt(points.point(i).squaredDistance(means.get(labels[i])));
            spreads[labels[i]] += points.weight(i) * distance / weights[labels[i]];
        }
        return IntStream.range(0, weights.length)
                .mapToDouble(c -> similarity(c, spreads))
                .average()
                .orElseThrow();
    }

    private double similarity(int cluster, double[] spreads) {
        double most = 0;
        for (int other = 0; other < spreads.length; other++) {
            if (other != cluster) {
                double apart = Math.sqrt(means.get(cluster).squaredDistance(means.get(other)));
                most = Math.max(most, (spreads[cluster] + spreads[other]) / apart);
            }
        }
        return most;
    }
}
