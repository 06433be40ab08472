package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.segment.RfmPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.clustering.MultiKMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.JDKRandomGenerator;
import org.junit.jupiter.api.Test;

class KMeansTest {

    private static final List<RfmPoint> CENTERS =
            List.of(new RfmPoint(0, 0, 0), new RfmPoint(10, 0, 0), new RfmPoint(0, 10, 0), new RfmPoint(0, 0, 10));

    @Test
    void shouldFindSeparateGroups() {
        // Given
        Points points = Points.of(groups(50));

        // When
        KMeansResult clustering = KMeans.fit(points, options(4, List.of()));

        // Then
        assertThat(clustering.sizes()).containsExactly(50, 50, 50, 50);
        assertThat(clustering.converged()).isTrue();
        assertThat(clustering.centroids())
                .allSatisfy(centroid -> assertThat(CENTERS).anyMatch(center -> center.squaredDistance(centroid) < 0.5));
    }

    @Test
    void shouldAgreeWithAnIndependentClusterer() {
        // Given
        List<RfmPoint> points = groups(25);
        List<DoublePoint> theirs = points.stream()
                .map(point -> new DoublePoint(new double[] {point.recency(), point.frequency(), point.monetary()}))
                .toList();
        JDKRandomGenerator random = new JDKRandomGenerator();
        random.setSeed(7);
        MultiKMeansPlusPlusClusterer<DoublePoint> clusterer = new MultiKMeansPlusPlusClusterer<>(
                new KMeansPlusPlusClusterer<>(4, -1, new EuclideanDistance(), random), 10);

        // When
        KMeansResult clustering = KMeans.fit(Points.of(points), options(4, List.of()));

        // Then
        assertThat(clustering.inertia()).isCloseTo(inertia(clusterer.cluster(theirs)), within(1e-9));
    }

    @Test
    void shouldReturnTheSameForTheSameSeed() {
        // Given
        Points points = Points.of(noise(300, 5));
        KMeansOptions options = options(7, List.of());

        // When
        KMeansResult first = KMeans.fit(points, options);
        KMeansResult second = KMeans.fit(points, options);

        // Then
        assertThat(second.centroids()).isEqualTo(first.centroids());
        assertThat(second.labels()).isEqualTo(first.labels());
        assertThat(second.inertia()).isEqualTo(first.inertia());
    }

    @Test
    void shouldNotGetWorseWithMoreRestarts() {
        // Given
        Points points = Points.of(noise(300, 6));

        // When
        List<Double> inertias = List.of(1, 5, 25).stream()
                .map(restarts -> KMeans.fit(points, new KMeansOptions(8, restarts, 3, List.of()))
                        .inertia())
                .toList();

        // Then
        assertThat(inertias).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void shouldKeepTheWarmStartAtATie() {
        // Given
        List<RfmPoint> reversed = new ArrayList<>(CENTERS);
        Collections.reverse(reversed);

        // When
        KMeansResult clustering = KMeans.fit(Points.of(groups(50)), options(4, List.of(reversed)));

        // Then
        assertThat(clustering.labels()).startsWith(3, 2, 1, 0);
    }

    @Test
    void shouldPreferALowerInertiaToTheWarmStart() {
        // Given
        List<RfmPoint> poor = List.of(
                new RfmPoint(10, 0, 0.1), new RfmPoint(10, 0, -0.1), new RfmPoint(10, 0.1, 0), new RfmPoint(0, 3, 3));

        // When
        KMeansResult clustering = KMeans.fit(Points.of(groups(50)), options(4, List.of(poor)));

        // Then
        assertThat(clustering.sizes()).containsExactly(50, 50, 50, 50);
    }

    @Test
    void shouldReturnACopyOfTheLabels() {
        // Given
        KMeansResult clustering = KMeans.fit(Points.of(groups(5)), options(2, List.of()));
        int[] labels = clustering.labels();

        // When
        Arrays.fill(labels, -1);

        // Then
        assertThat(clustering.labels()).doesNotContain(-1);
    }

    @Test
    void shouldRefuseFewerDistinctPointsThanClusters() {
        // Given
        Points points = Points.of(List.of(CENTERS.get(0), CENTERS.get(1), CENTERS.get(0), CENTERS.get(1)));

        // When
        // Then
        assertThatThrownBy(() -> KMeans.fit(points, options(3, List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("points must have at least 3 distinct ones, not 2");
    }

    @Test
    void shouldRefuseBadOptions() {
        assertThatThrownBy(() -> new KMeansOptions(0, 1, 1, List.of())).hasMessage("k must be at least 1, not 0");
        assertThatThrownBy(() -> new KMeansOptions(1, 0, 1, List.of()))
                .hasMessage("restarts must be at least 1, not 0");
        assertThatThrownBy(() -> options(3, List.of(CENTERS)))
                .hasMessage("warmStarts must have 3 centroids each, not 4");
        assertThatThrownBy(() -> Points.of(List.of(new RfmPoint(0, Double.NaN, 0))))
                .hasMessageContaining("points must be finite");
    }

    private static KMeansOptions options(int k, List<List<RfmPoint>> warmStarts) {
        return new KMeansOptions(k, 10, 42, warmStarts);
    }

    /** Returns points around each center in turn. */
    private static List<RfmPoint> groups(int each) {
        List<RfmPoint> noise = noise(each * CENTERS.size(), 1);
        List<RfmPoint> points = new ArrayList<>();
        for (int i = 0; i < noise.size(); i++) {
            RfmPoint center = CENTERS.get(i % CENTERS.size());
            RfmPoint off = noise.get(i);
            points.add(new RfmPoint(
                    center.recency() + off.recency(),
                    center.frequency() + off.frequency(),
                    center.monetary() + off.monetary()));
        }
        return points;
    }

    private static List<RfmPoint> noise(int count, long seed) {
        Random random = new Random(seed);
        List<RfmPoint> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(new RfmPoint(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()));
        }
        return points;
    }

    private static double inertia(List<CentroidCluster<DoublePoint>> clusters) {
        EuclideanDistance distance = new EuclideanDistance();
        return clusters.stream()
                .mapToDouble(cluster -> cluster.getPoints().stream()
                        .mapToDouble(point -> Math.pow(
                                distance.compute(
                                        point.getPoint(), cluster.getCenter().getPoint()),
                                2))
                        .sum())
                .sum();
    }
}
