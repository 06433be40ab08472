package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.segment.RfmPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LloydTest {

    @Test
    void shouldGiveAnEmptyClusterTheFarthestPoint() {
        // Given
        Points points = Points.of(onRecencyAxis(0, 1, 2, 50));
        List<RfmPoint> start = onRecencyAxis(1, 1000, 2000);

        // When
        Clustering clustering = Lloyd.run(points, start, Lloyd.MAX_ITERATIONS);

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
    void shouldTellWhenItDidNotConverge() {
        // Given
        Points points = Points.of(onRecencyAxis(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        List<RfmPoint> start = onRecencyAxis(0, 1);

        // When
        Clustering clustering = Lloyd.run(points, start, 1);

        // Then
        assertThat(clustering.converged()).isFalse();
        assertThat(clustering.iterations()).isEqualTo(1);
    }

    @Property(tries = 200)
    void shouldNeverRaiseInertia(
            @ForAll("points") List<RfmPoint> raw, @ForAll @IntRange(min = 1, max = 6) int k, @ForAll long seed) {
        // Given
        Points points = Points.of(raw);
        List<RfmPoint> start = Seeding.plusPlus(points, k, new Random(seed));

        // When
        List<Double> inertias = IntStream.rangeClosed(0, 20)
                .mapToObj(iterations -> Lloyd.run(points, start, iterations).inertia())
                .toList();

        // Then
        assertThat(inertias.get(0)).isCloseTo(inertia(raw, start), within(1e-9));
        for (int i = 1; i < inertias.size(); i++) {
            assertThat(inertias.get(i)).isLessThanOrEqualTo(inertias.get(i - 1) + 1e-9);
        }
    }

    @Property(tries = 200)
    void shouldLabelEachPointByItsNearestCentroid(
            @ForAll("points") List<RfmPoint> raw,
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @LongRange(min = 0, max = 1000) long seed) {
        // Given
        Points points = Points.of(raw);

        // When
        Clustering clustering = KMeans.fit(points, new KMeansOptions(k, 3, seed, List.of()));

        // Then
        assertThat(clustering.converged()).isTrue();
        assertThat(clustering.sizes()).allMatch(size -> size > 0);
        assertThat(clustering.inertia()).isCloseTo(inertia(raw, clustering.centroids()), within(1e-9));
        assertThat(clustering.labels()).isEqualTo(nearest(raw, clustering.centroids()));
    }

    @Provide
    Arbitrary<List<RfmPoint>> points() {
        Arbitrary<Double> coordinate = Arbitraries.integers().between(-20, 20).map(n -> n / 4.0);
        return Combinators.combine(coordinate, coordinate, coordinate)
                .as(RfmPoint::new)
                .list()
                .ofMinSize(6)
                .ofMaxSize(60)
                .filter(points -> points.stream().distinct().count() >= 6);
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
