package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KdTreeTest {

    private static final List<DistanceMetric> METRICS = List.of(DistanceMetric.values());

    @Test
    void shouldFindTheSamePointsAsAScan() {
        Trials.run(3_000, random -> {
            // Given
            boolean isCoarse = random.nextBoolean();
            double[] points = points(random, random.nextInt(400), isCoarse);
            double[] location = points(random, 1, isCoarse);
            int count = random.nextInt(120);
            DistanceMetric metric = METRICS.get(random.nextInt(METRICS.size()));

            // When
            int[] nearest = new KdTree(points).nearest(location, count, metric);

            // Then
            assertThat(nearest).isEqualTo(scan(points, location, count, metric));
        });
    }

    @Test
    void shouldReturnAllPointsIfThereAreNotMore() {
        // Given
        KdTree tree = new KdTree(new double[] {5, 0, 0, 1, 0, 0, 3, 0, 0});

        // When
        int[] nearest = tree.nearest(new double[] {0, 0, 0}, 10, DistanceMetric.EUCLIDEAN);

        // Then
        assertThat(nearest).containsExactly(1, 2, 0);
    }

    @Test
    void shouldTakeTheFirstOfEqualPoints() {
        // Given
        KdTree tree = new KdTree(new double[3 * 50_000]);

        // When
        int[] nearest = tree.nearest(new double[] {1, 2, 3}, 100, DistanceMetric.MANHATTAN);

        // Then
        assertThat(nearest).isEqualTo(IntStream.range(0, 100).toArray());
    }

    @Test
    void shouldMeasureDistances() {
        // Given
        KdTree tree = new KdTree(new double[] {3, -4, 0});

        // When
        double[] distances = Stream.of(DistanceMetric.values())
                .mapToDouble(metric -> tree.distance(0, new double[] {0, 0, 1}, metric))
                .toArray();

        // Then
        assertThat(distances).containsExactly(Math.sqrt(26), 8, 4);
    }

    /** Coarse points are often equal, or equally far from a location. */
    private static double[] points(Random random, int count, boolean isCoarse) {
        return IntStream.range(0, 3 * count)
                .mapToDouble(i -> isCoarse ? random.nextInt(4) : random.nextGaussian())
                .toArray();
    }

    private static int[] scan(double[] points, double[] location, int count, DistanceMetric metric) {
        return IntStream.range(0, points.length / 3)
                .boxed()
                .sorted(Comparator.comparingDouble(point -> {
                    double x = points[3 * point] - location[0];
                    double y = points[3 * point + 1] - location[1];
                    double z = points[3 * point + 2] - location[2];
                    return switch (metric) {
                        case EUCLIDEAN -> x * x + y * y + z * z;
                        case MANHATTAN -> Math.abs(x) + Math.abs(y) + Math.abs(z);
                        case CHEBYSHEV -> Math.max(Math.max(Math.abs(x), Math.abs(y)), Math.abs(z));
                    };
                }))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
