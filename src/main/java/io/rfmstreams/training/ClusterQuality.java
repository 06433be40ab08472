package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import java.util.List;
import java.util.stream.IntStream;

/** Measures of how well weighted points fall into clusters, beside the silhouette. */
final class ClusterQuality {

    private final Points points;
    private final int[] labels;
    private final List<RfmPoint> means;
    private final double[] weights;

    /** @param labels of the points, 0 to k − 1; no cluster without a point */
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
     * The variance ratio (Calinski and Harabasz 1974), higher is better; infinite where nothing is left within the clusters.
     *
     * @param inertia within the clusters
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

    /** The mean over clusters of the likeness to the most alike other one (Davies and Bouldin 1979), lower is better. */
    double daviesBouldin() {
        double[] spreads = new double[weights.length];
        for (int i = 0; i < labels.length; i++) {
            double distance = Math.sqrt(points.point(i).squaredDistance(means.get(labels[i])));
            spreads[labels[i]] += points.weight(i) * distance / weights[labels[i]];
        }
        return IntStream.range(0, weights.length)
                .mapToDouble(c -> likeness(c, spreads))
                .average()
                .orElseThrow();
    }

    private double likeness(int cluster, double[] spreads) {
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
