package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.FeatureSpace;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureSpaceFitTest {

    private static final Customers CUSTOMERS = customers(
            new Rfm(2, 7, Money.of("0")),
            new Rfm(4, 7, Money.of("1")),
            new Rfm(4, 7, Money.of("3")),
            new Rfm(4, 7, Money.of("4")),
            new Rfm(5, 7, Money.of("5")),
            new Rfm(5, 7, Money.of("6")),
            new Rfm(7, 7, Money.of("7")),
            new Rfm(9, 7, Money.of("10")));

    @Test
    void shouldScaleByMeanAndPopulationDeviation() {
        // When
        FeatureSpace space = new FeatureSpaceFit(FeatureTransforms.all(Transform.IDENTITY), Scaling.STANDARD)
                .fit(grid(Transform.IDENTITY));

        // Then
        assertThat(space.recency()).isEqualTo(new FeatureScaling(Transform.IDENTITY, Scaling.STANDARD, 5, 2));
    }

    @Test
    void shouldScaleByMinimumAndRange() {
        // When
        FeatureSpace space = new FeatureSpaceFit(FeatureTransforms.all(Transform.IDENTITY), Scaling.MINMAX)
                .fit(grid(Transform.IDENTITY));

        // Then
        assertThat(space.monetary()).isEqualTo(new FeatureScaling(Transform.IDENTITY, Scaling.MINMAX, 0, 10));
    }

    @Test
    void shouldTransformBeforeScaling() {
        // When
        FeatureSpace space =
                new FeatureSpaceFit(FeatureTransforms.all(Transform.LOG1P), Scaling.MINMAX).fit(grid(Transform.LOG1P));

        // Then
        assertThat(space.recency().center()).isCloseTo(Math.log(3), within(1e-15));
        assertThat(space.recency().scale()).isCloseTo(Math.log(10.0 / 3), within(1e-15));
    }

    @Test
    void shouldScaleAConstantFeatureByOne() {
        // When
        FeatureSpace space = new FeatureSpaceFit(FeatureTransforms.all(Transform.LOG1P), Scaling.STANDARD)
                .fit(grid(Transform.LOG1P));

        // Then
        assertThat(space.frequency().scale()).isEqualTo(1);
        assertThat(space.frequency().scale(7)).isZero();
    }

    @Test
    void shouldTransformEachFeatureByItsOwn() {
        // Given
        FeatureTransforms transforms = FeatureTransforms.parse("identity,log1p,log1p");

        // When
        FeatureSpace space = new FeatureSpaceFit(transforms, Scaling.MINMAX)
                .fit(CustomerGrid.of(TransformedCustomers.of(CUSTOMERS, transforms)));

        // Then
        assertThat(space.recency()).isEqualTo(new FeatureScaling(Transform.IDENTITY, Scaling.MINMAX, 2, 7));
        assertThat(space.monetary()).isEqualTo(new FeatureScaling(Transform.LOG1P, Scaling.MINMAX, 0, Math.log1p(10)));
    }

    @Test
    void shouldSpreadByTheMeanVarianceOfTheScaledValues() {
        // Given
        FeatureTransforms identity = FeatureTransforms.all(Transform.IDENTITY);

        // When
        FeatureSpace standard = new FeatureSpaceFit(identity, Scaling.STANDARD).fit(grid(Transform.IDENTITY));
        FeatureSpace minmax = new FeatureSpaceFit(identity, Scaling.MINMAX).fit(grid(Transform.IDENTITY));

        // Then the variances are 4 and 9.25, and frequency is constant
        assertThat(standard.spread()).isEqualTo(2 / 3.0);
        assertThat(minmax.spread()).isCloseTo((4 / 49.0 + 9.25 / 100) / 3, within(1e-12));
    }

    @Test
    void shouldRefuseTransformsThatAreNotOneOrThree() {
        assertThatThrownBy(() -> FeatureTransforms.parse("identity,log1p")).hasMessageContaining("one or three");
        assertThatThrownBy(() -> FeatureTransforms.parse("identity,log1p,log")).hasMessageContaining("not 'log'");
        assertThatThrownBy(() -> FeatureTransforms.parse("")).hasMessageContaining("not ''");
        assertThat(FeatureTransforms.parse("log1p")).isEqualTo(FeatureTransforms.all(Transform.LOG1P));
    }

    private static CustomerGrid grid(Transform transform) {
        return CustomerGrid.of(TransformedCustomers.of(CUSTOMERS, FeatureTransforms.all(transform)));
    }

    private static Customers customers(Rfm... rfms) {
        return TestCustomers.of(IntStream.range(0, rfms.length)
                .mapToObj(i -> new CustomerRfm("c" + i, rfms[i]))
                .toList());
    }
}
