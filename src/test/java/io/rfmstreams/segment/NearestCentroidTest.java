package io.rfmstreams.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearestCentroidTest {

    @Test
    void shouldAgreeWithExactArithmetic() {
        Trials.run(2_000, random -> {
            // Given
            SegmentationModel model = model(random, 2 + random.nextInt(7));
            RfmPoint point = point(random);

            // When
            Segment nearest = model.nearest(point);

            // Then no centroid is nearer by more than rounding
            double slack = 1e-12;
            for (Segment other : model.segments()) {
                assertThat(exactDistance(nearest.centroid(), point).doubleValue())
                        .isLessThanOrEqualTo(
                                exactDistance(other.centroid(), point).doubleValue() + slack);
            }
        });
    }

    @Test
    void shouldNotReturnToACentroidAsRecencyGrows() {
        Trials.run(500, random -> {
            // Given
            SegmentationModel model = model(random, 2 + random.nextInt(7));
            RfmPoint start = point(random);
            List<String> path = new ArrayList<>();

            // When only recency grows
            for (double recency = -3; recency <= 3; recency += 0.01) {
                String id = model.nearest(new RfmPoint(recency, start.frequency(), start.monetary()))
                        .id();
                if (path.isEmpty() || !path.get(path.size() - 1).equals(id)) {
                    path.add(id);
                }
            }

            // Then
            assertThat(path).doesNotHaveDuplicates();
        });
    }

    @Test
    void shouldTakeTheLowerIndexAtATie() {
        // Given
        RfmPoint twin = new RfmPoint(1, 2, 3);
        SegmentationModel model = model(List.of(new RfmPoint(5, 5, 5), twin, twin));

        // Then
        assertThat(model.nearest(twin).id()).isEqualTo("s1");
        assertThat(model.nearest(new RfmPoint(0, 0, 0)).id()).isEqualTo("s1");
    }

    private static BigDecimal exactDistance(RfmPoint a, RfmPoint b) {
        return square(a.recency(), b.recency())
                .add(square(a.frequency(), b.frequency()))
                .add(square(a.monetary(), b.monetary()));
    }

    private static BigDecimal square(double a, double b) {
        BigDecimal difference = new BigDecimal(a).subtract(new BigDecimal(b));
        return difference.multiply(difference);
    }

    private static SegmentationModel model(Random random, int segments) {
        List<RfmPoint> centroids = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            centroids.add(point(random));
        }
        return model(centroids);
    }

    private static SegmentationModel model(List<RfmPoint> centroids) {
        FeatureScaling plain = new FeatureScaling(Transform.IDENTITY, Scaling.STANDARD, 0, 1);
        List<Segment> segments = new ArrayList<>();
        for (RfmPoint centroid : centroids) {
            int i = segments.size();
            segments.add(new Segment("s" + i, "S" + i, i + 1, centroid, null, 0, 0, "-"));
        }
        return new SegmentationModel(
                1,
                0,
                0,
                null,
                Window.LIFETIME,
                new FeatureSpace(plain, plain, plain),
                segments,
                null,
                null,
                null,
                List.of());
    }

    /** Returns a point with coarse coordinates, so that ties and near ties are frequent. */
    private static RfmPoint point(Random random) {
        return new RfmPoint(
                random.nextInt(-8, 9) / 4.0, random.nextInt(-8, 9) / 4.0, random.nextInt(-8, 9) / 4.0 + 1e-16);
    }
}
