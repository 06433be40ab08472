package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.segment.RfmPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSpaceFitTest {

    private static final List<RfmPoint> RAW = List.of(
            new RfmPoint(2, 7, 0),
            new RfmPoint(4, 7, 1),
            new RfmPoint(4, 7, 3),
            new RfmPoint(4, 7, 4),
            new RfmPoint(5, 7, 5),
            new RfmPoint(5, 7, 6),
            new RfmPoint(7, 7, 7),
            new RfmPoint(9, 7, 10));

    @Test
    void shouldScaleByMeanAndPopulationDeviation() {
        // When
        FeatureSpace space = new FeatureSpaceFit(Transform.IDENTITY, Scaling.STANDARD).fit(RAW);

        // Then
        assertThat(space.recency()).isEqualTo(new FeatureScaling(Transform.IDENTITY, Scaling.STANDARD, 5, 2));
    }

    @Test
    void shouldScaleByMinimumAndRange() {
        // When
        FeatureSpace space = new FeatureSpaceFit(Transform.IDENTITY, Scaling.MINMAX).fit(RAW);

        // Then
        assertThat(space.monetary()).isEqualTo(new FeatureScaling(Transform.IDENTITY, Scaling.MINMAX, 0, 10));
    }

    @Test
    void shouldTransformBeforeItScales() {
        // When
        FeatureSpace space = new FeatureSpaceFit(Transform.LOG1P, Scaling.MINMAX).fit(RAW);

        // Then
        assertThat(space.recency().center()).isCloseTo(Math.log(3), within(1e-15));
        assertThat(space.recency().scale()).isCloseTo(Math.log(10.0 / 3), within(1e-15));
    }

    @Test
    void shouldGiveAConstantFeatureTheScaleOne() {
        // When
        FeatureSpace space = new FeatureSpaceFit(Transform.LOG1P, Scaling.STANDARD).fit(RAW);

        // Then
        assertThat(space.frequency().scale()).isEqualTo(1);
        assertThat(space.frequency().scale(7)).isZero();
    }
}
