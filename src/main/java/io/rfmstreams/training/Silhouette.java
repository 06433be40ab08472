package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.training.LabelledGroups.Group;
import io.rfmstreams.training.ParallelRanges.Range;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean silhouettes (Rousseeuw 1987) of several clusterings of the same customers. The silhouette of a customer who is
 * alone in a cluster is 0.
 *
 * <p>Each distance is computed once for all clusterings. The distances are summed by combination of labels, and these sums
 * are added up to the sums of each cluster.
 *
 * <p>Up to {@value #EXACT_PLACES} distinct customers the silhouettes are exact. Above, they are the mean over a sample of
 * {@value #SAMPLE} customers, each compared with all customers, who are summed up in {@link LabelledGroups}. The sample is
 * stratified by group. Within a group it takes the first customers by the hash of their ids, so that it is random, and the
 * same for the same customers.
 */
final class Silhouette {

    static final int EXACT_PLACES = 16_384;
    static final int SAMPLE = 16_384;

    private final DistanceSums sums;
    private final long[] combinations;
    private final double[][] clusterSizes;

    /**
     * A mean silhouette.
     *
     * @param mean mean silhouette, -1 to 1; higher is better
     * @param standardError standard error of the mean; 0 if the mean is exact
     */
    record Estimate(double mean, double standardError) {}

    private Silhouette(DistanceSums sums, PackedLabels labels) {
        this.sums = sums;
        this.combinations = sums.combinations();
        double[] customers = sums.customers();
        this.clusterSizes = new double[labels.clusterings()][];
        for (int clustering = 0; clustering < clusterSizes.length; clustering++) {
            clusterSizes[clustering] = perCluster(customers, clustering, labels.clusters(clustering));
        }
    }

    /**
     * Returns the mean silhouette of each clustering.
     *
     * @param clusterings centroids of each clustering in scaled space, at least two per clustering
     */
    static List<Estimate> of(PreparedCustomers customers, List<List<RfmPoint>> clusterings) {
        return customers.isExact() && customers.points().size() <= EXACT_PLACES
                ? exact(customers.points(), clusterings)
                : estimated(customers.scaled(), clusterings);
    }

    /**
     * Returns the exact mean silhouettes of points. A point of weight w represents w customers with the same coordinates.
     */
    static List<Estimate> exact(Points points, List<List<RfmPoint>> clusterings) {
        PackedLabels labels = new PackedLabels(clusterings);
        long[] labelsOf = IntStream.range(0, points.size())
                .mapToLong(i -> labels.of(points.coordinate(i, 0), points.coordinate(i, 1), points.coordinate(i, 2)))
                .toArray();
        int[] order = IntStream.range(0, points.size())
                .boxed()
                .sorted((a, b) -> Long.compare(labelsOf[a], labelsOf[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        Points ordered = points.select(order);
        long[] orderedLabels = Arrays.stream(order).mapToLong(i -> labelsOf[i]).toArray();
        Silhouette silhouette = new Silhouette(DistanceSums.ofPlaces(ordered, orderedLabels), labels);
        return Arrays.stream(silhouette.values(ordered, orderedLabels))
                .map(values -> new Estimate(mean(values, ordered), 0))
                .toList();
    }

    private static List<Estimate> estimated(ScaledCustomers customers, List<List<RfmPoint>> clusterings) {
        PackedLabels labels = new PackedLabels(clusterings);
        LabelledGroups groups = LabelledGroups.of(customers, labels);
        CellKey[] keys = groups.keys();
        Silhouette silhouette = new Silhouette(distanceSums(groups, keys), labels);
        int[] sample = StratifiedSample.of(customers.size(), SAMPLE, groups);
        Points points =
                Points.of(Arrays.stream(sample).mapToObj(customers::point).toList());
        long[] labelsOf = IntStream.range(0, points.size())
                .mapToLong(i -> labels.of(points.coordinate(i, 0), points.coordinate(i, 1), points.coordinate(i, 2)))
                .toArray();
        double unsampled = 1 - (double) sample.length / customers.size();
        return Arrays.stream(silhouette.values(points, labelsOf))
                .map(values -> new Estimate(
                        mean(values, points), Math.sqrt(varianceOfNeighbours(values) / values.length * unsampled)))
                .toList();
    }

    private static DistanceSums distanceSums(LabelledGroups groups, CellKey[] keys) {
        double[] coordinates = new double[keys.length * Points.DIMENSIONS];
        double[] variances = new double[coordinates.length];
        double[] weights = new double[keys.length];
        for (int i = 0; i < keys.length; i++) {
            Group group = groups.group(keys[i]);
            weights[i] = group.customers();
            for (int axis = 0; axis < Points.DIMENSIONS; axis++) {
                coordinates[i * Points.DIMENSIONS + axis] = group.mean(axis);
                variances[i * Points.DIMENSIONS + axis] = group.variance(axis);
            }
        }
        long[] labels = Arrays.stream(keys).mapToLong(CellKey::second).toArray();
        return DistanceSums.ofGroups(Points.weighted(coordinates, weights), variances, labels);
    }

    private static double mean(double[] values, Points points) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < values.length; i++) {
            sum += points.weight(i) * values[i];
            weights += points.weight(i);
        }
        return sum / weights;
    }

    /**
     * Returns the variance within the strata, estimated from the differences of neighbours. The values are ordered by
     * stratum.
     */
    private static double varianceOfNeighbours(double[] values) {
        double squares = 0;
        for (int i = 1; i < values.length; i++) {
            squares += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
        }
        return squares / (2 * (values.length - 1));
    }

    /** Returns the silhouettes of points, by clustering and point. */
    private double[][] values(Points points, long[] labels) {
        double[][] values = new double[clusterSizes.length][points.size()];
        ParallelRanges.forEach(points.size(), range -> addValues(values, points, labels, range));
        return values;
    }

    private void addValues(double[][] values, Points points, long[] labels, Range range) {
        for (int i = range.from(); i < range.to(); i++) {
            double[] distances = sums.from(points.coordinate(i, 0), points.coordinate(i, 1), points.coordinate(i, 2));
            for (int clustering = 0; clustering < values.length; clustering++) {
                double[] sizes = clusterSizes[clustering];
                values[clustering][i] = silhouette(
                        perCluster(distances, clustering, sizes.length),
                        sizes,
                        PackedLabels.label(labels[i], clustering));
            }
        }
    }

    /** Adds up sums by combination of labels to sums by the label under one clustering. */
    private double[] perCluster(double[] perCombination, int clustering, int clusters) {
        double[] perCluster = new double[clusters];
        for (int c = 0; c < perCombination.length; c++) {
            perCluster[PackedLabels.label(combinations[c], clustering)] += perCombination[c];
        }
        return perCluster;
    }

    private static double silhouette(double[] distances, double[] sizes, int own) {
        if (sizes[own] <= 1) {
            return 0;
        }
        double within = distances[own] / (sizes[own] - 1);
        double nearest = Double.POSITIVE_INFINITY;
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            if (cluster != own && sizes[cluster] > 0) {
                nearest = Math.min(nearest, distances[cluster] / sizes[cluster]);
            }
        }
        double larger = Math.max(within, nearest);
        return larger == 0 || larger == Double.POSITIVE_INFINITY ? 0 : (nearest - within) / larger;
    }
}
