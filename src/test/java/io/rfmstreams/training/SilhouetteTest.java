package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.Trials;
import io.rfmstreams.segment.RfmPoint;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SilhouetteTest {

    @Test
    void shouldBeTheMeanOverAllCustomers() {
        Trials.run(100, random -> {
            // Given
            int k = 2 + random.nextInt(4);
            List<RfmPoint> places = IntStream.range(0, 30)
                    .mapToObj(i -> new RfmPoint(random.nextInt(9), random.nextInt(9), random.nextInt(9)))
                    .distinct()
                    .toList();
            int[] weights = random.ints(places.size(), 1, 4).toArray();
            List<RfmPoint> centroids = places.subList(0, k);
            Points weighted = Points.weighted(
                    places.stream()
                            .flatMapToDouble(place -> java.util.stream.DoubleStream.of(
                                    place.recency(), place.frequency(), place.monetary()))
                            .toArray(),
                    java.util.Arrays.stream(weights).asDoubleStream().toArray());
            List<RfmPoint> customers = IntStream.range(0, places.size())
                    .boxed()
                    .flatMap(i -> java.util.Collections.nCopies(weights[i], places.get(i)).stream())
                    .toList();

            List<List<RfmPoint>> clusterings = List.of(centroids, places.subList(0, 2), centroids.subList(1, k));

            // When
            List<Silhouette.Estimate> silhouettes =
                    Silhouette.exact(weighted, k > 2 ? clusterings : clusterings.subList(0, 2));

            // Then
            for (int i = 0; i < silhouettes.size(); i++) {
                List<RfmPoint> clustering = clusterings.get(i);
                assertThat(silhouettes.get(i).mean())
                        .isCloseTo(
                                plain(customers, Points.of(customers).labels(clustering), clustering.size()),
                                within(1e-9));
                assertThat(silhouettes.get(i).standardError()).isZero();
            }
        });
    }

    @Test
    void shouldComputeKnownQualityMeasures() {
        // Given
        Points points = Points.of(
                List.of(new RfmPoint(0, 0, 0), new RfmPoint(1, 0, 0), new RfmPoint(10, 0, 0), new RfmPoint(12, 0, 0)));
        int[] labels = {0, 0, 1, 1};

        // When
        ClusterQuality quality = new ClusterQuality(points, labels, 2);

        // Then
        assertThat(quality.calinskiHarabasz(2.5)).isCloseTo(110.25 / (2.5 / 2), within(1e-9));
        assertThat(quality.daviesBouldin()).isCloseTo(1.5 / 10.5, within(1e-12));
    }

    /** Computes the mean silhouette by its definition. */
    private static double plain(List<RfmPoint> points, int[] labels, int k) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] distances = new double[k];
            int[] counts = new int[k];
            for (int j = 0; j < labels.length; j++) {
                if (i != j) {
                    distances[labels[j]] += Math.sqrt(points.get(i).squaredDistance(points.get(j)));
                    counts[labels[j]]++;
                }
            }
            if (counts[labels[i]] > 0) {
                double within = distances[labels[i]] / counts[labels[i]];
                double nearest = Double.POSITIVE_INFINITY;
                for (int c = 0; c < k; c++) {
                    if (c != labels[i] && counts[c] > 0) {
                        nearest = Math.min(nearest, distances[c] / counts[c]);
                    }
                }
                sum += Math.max(within, nearest) == 0 ? 0 : (nearest - within) / Math.max(within, nearest);
            }
        }
        return sum / labels.length;
    }
}
