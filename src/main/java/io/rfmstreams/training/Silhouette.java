package io.rfmstreams.training;

import io.rfmstreams.training.ParallelRanges.Range;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Mean silhouette of weighted points (Rousseeuw 1987), a point of weight w standing for w customers at one place: exact
 * where that is so, and off by what lies within the cells where the points are cells of a summary. A cluster of one
 * customer counts 0.
 */
final class Silhouette {

    private final Points points;
    private final int[] starts;
    private final double[] groupWeights;

    /** @param points grouped: those of the first cluster first */
    private Silhouette(Points points, int[] starts, double[] groupWeights) {
        this.points = points;
        this.starts = starts;
        this.groupWeights = groupWeights;
    }

    /**
     * Measures a clustering of at least two clusters, in a time that grows with the square of the points.
     *
     * @param labels of the points, 0 to k − 1
     */
    static double mean(Points points, int[] labels, int k) {
        int[] order = IntStream.range(0, points.size())
                .boxed()
                .sorted((a, b) -> Integer.compare(labels[a], labels[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] starts = new int[k + 1];
        double[] groupWeights = new double[k];
        for (int i = 0; i < labels.length; i++) {
            starts[labels[i] + 1]++;
            groupWeights[labels[i]] += points.weight(i);
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        Silhouette silhouette = new Silhouette(points.select(order), starts, groupWeights);
        double sum = ParallelRanges.map(points.size(), silhouette::sum).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return sum / Arrays.stream(groupWeights).sum();
    }

    private double sum(Range range) {
        double sum = 0;
        for (int own = 0; own < groupWeights.length; own++) {
            int to = Math.min(range.to(), starts[own + 1]);
            for (int i = Math.max(range.from(), starts[own]); i < to; i++) {
                sum += points.weight(i) * silhouette(i, own);
            }
        }
        return sum;
    }

    private double silhouette(int point, int own) {
        if (groupWeights[own] <= 1) {
            return 0;
        }
        double within = distances(point, own) / (groupWeights[own] - 1);
        double beside = Double.POSITIVE_INFINITY;
        for (int group = 0; group < groupWeights.length; group++) {
            if (group != own && groupWeights[group] > 0) {
                beside = Math.min(beside, distances(point, group) / groupWeights[group]);
            }
        }
        double larger = Math.max(within, beside);
        return larger == 0 || larger == Double.POSITIVE_INFINITY ? 0 : (beside - within) / larger;
    }

    private double distances(int point, int group) {
        return points.distances(point, starts[group], starts[group + 1]);
    }
}
