package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.Trials;
import io.rfmstreams.segment.RfmPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LloydTest {

    @Test
    void shouldGiveAnEmptyClusterTheFarthestPoint() {
        // Given
        Points points = Points.of(onRecencyAxis(0, 1, 2, 50));
        List<RfmPoint> start = onRecencyAxis(1, 1000, 2000);

        // When
        KMeansResult clustering = Lloyd.run(points, start, Lloyd.MAX_ITERATIONS);

        // Then
        assertThat(clustering.labels()).containsExactly(2, 0, 0, 1);
        assertThat(clustering.centroids()).isEqualTo(onRecencyAxis(1.5, 50, 0));
    }

    @Test
    void shouldRefuseToFillAClusterWithoutDistinctPoints() {
        // Given
        Points points = Points.of(onRecencyAxis(3, 3, 3));
        List<RfmPoint> start = onRecencyAxis(3, 9);

        // When
        // Then
        assertThatThrownBy(() -> Lloyd.run(points, start, Lloyd.MAX_ITERATIONS))
                .hasMessage("points must have at least 2 distinct ones");
    }

    @Test
    void shouldReportThatItDidNotConverge() {
        // Given
        Points points = Points.of(onRecencyAxis(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        List<RfmPoint> start = onRecencyAxis(0, 1);

        // When
        KMeansResult clustering = Lloyd.run(points, start, 1);

        // Then
        assertThat(clustering.converged()).isFalse();
        assertThat(clustering.iterations()).isEqualTo(1);
    }

    @Test
    void shouldNeverRaiseInertia() {
        Trials.run(200, random -> {
            // Given
            List<RfmPoint> raw = points(random);
            int k = 1 + random.nextInt(6);
            Points points = Points.of(raw);
            List<RfmPoint> start = KMeansPlusPlus.centroids(points, k, random);

            // When
            List<Double> inertias = IntStream.rangeClosed(0, 20)
                    .mapToObj(iterations -> Lloyd.run(points, start, iterations).inertia())
                    .toList();

            // Then
            assertThat(inertias.get(0)).isCloseTo(inertia(raw, start), within(1e-9));
            for (int i = 1; i < inertias.size(); i++) {
                assertThat(inertias.get(i)).isLessThanOrEqualTo(inertias.get(i - 1) + 1e-9);
            }
        });
    }

    @Test
    void shouldLabelEachPointByItsNearestCentroid() {
        Trials.run(200, random -> {
            // Given
            List<RfmPoint> raw = points(random);
            int k = 1 + random.nextInt(6);
            long seed = random.nextInt(1_001);
            Points points = Points.of(raw);

            // When
            KMeansResult clustering = KMeans.fit(points, new KMeansOptions(k, 3, seed, List.of()));

            // Then
            assertThat(clustering.converged()).isTrue();
            assertThat(clustering.sizes()).allMatch(size -> size > 0);
            assertThat(clustering.inertia()).isCloseTo(inertia(raw, clustering.centroids()), within(1e-9));
            assertThat(clustering.labels()).isEqualTo(nearest(raw, clustering.centroids()));
        });
    }

    /** Returns at least six distinct points on a coarse grid, so that ties are frequent. */
    private static List<RfmPoint> points(Random random) {
        List<RfmPoint> points;
        do {
            points = Stream.generate(() -> new RfmPoint(coordinate(random), coordinate(random), coordinate(random)))
                    .limit(6 + random.nextInt(55))
                    .toList();
        } while (points.stream().distinct().count() < 6);
        return points;
    }

    private static double coordinate(Random random) {
        return random.nextInt(-20, 21) / 4.0;
    }

    private static int[] nearest(List<RfmPoint> points, List<RfmPoint> centroids) {
        return points.stream()
                .mapToInt(point -> IntStream.range(0, centroids.size())
                        .reduce((best, c) -> centroids.get(c).squaredDistance(point)
                                        < centroids.get(best).squaredDistance(point)
                                ? c
                                : best)
                        .orElseThrow())
                .toArray();
    }

    private static double inertia(List<RfmPoint> points, List<RfmPoint> centroids) {
        return points.stream()
                .mapToDouble(point -> centroids.stream()
                        .mapToDouble(point::squaredDistance)
                        .min()
                        .orElseThrow())
                .sum();
    }

    private static List<RfmPoint> onRecencyAxis(double... recencies) {
        return Arrays.stream(recencies)
                .mapToObj(recency -> new RfmPoint(recency, 0, 0))
                .toList();
    }
}
