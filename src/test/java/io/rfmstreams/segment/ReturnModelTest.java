package io.rfmstreams.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnModelTest {

    private static final long HORIZON = Duration.ofDays(90).toMillis();
    private static final int DAYS = 1_000;

    @Test
    void shouldEvaluateTheLogisticFunction() {
        // Given
        ReturnModel model = new ReturnModel(HORIZON, 0.5, -0.75, 1.25, 0.125, null);

        // When
        Double probability = model.probability(new Rfm(30, 4, Money.of("99.5")));

        // Then
        double logit = 0.5 - 0.75 * Math.log(31) + 1.25 * Math.log(5) + 0.125 * Math.log(100.5);
        assertThat(probability).isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-15));
    }

    @Test
    void shouldCountANegativeMonetaryValueAsZero() {
        // Given
        ReturnModel model = new ReturnModel(HORIZON, 0.5, -0.75, 1.25, 0.125, null);

        // When
        Double probability = model.probability(new Rfm(30, 4, Money.of("-7")));

        // Then
        assertThat(probability).isEqualTo(model.probability(new Rfm(30, 4, Money.ZERO)));
    }

    @Test
    void shouldHaveNoProbabilityForAnInactiveCustomer() {
        // Given
        ReturnModel model = new ReturnModel(HORIZON, -9, -0.75, 1.25, 0.125, null);

        // When
        Double probability = model.probability(new Rfm(400, 0, Money.ZERO));

        // Then
        assertThat(probability).isNull();
        assertThat(model.firstDayBelow(0.5, 0, Money.ZERO)).isEqualTo(ReturnModel.NEVER);
    }

    @Test
    void shouldFindTheFirstDayBelowAThresholdAsBruteForceDoes() {
        int[] found = new int[3];
        Trials.run(100_000, random -> {
            // Given
            ReturnModel model = randomModel(random);
            long frequency = 1L + random.nextInt(30);
            Money monetary = new Money((long) (random.nextGaussian(3, 2) * 1_000_000));
            double threshold = threshold(random, model, frequency, monetary);

            // When
            long day = model.firstDayBelow(threshold, frequency, monetary);

            // Then
            long expected = bruteForce(model, threshold, frequency, monetary);
            if (expected < DAYS) {
                assertThat(day).isEqualTo(expected);
            } else {
                assertThat(day).isGreaterThanOrEqualTo(DAYS);
            }
            found[expected == 0 ? 0 : expected < DAYS ? 1 : 2]++;
        });
        assertThat(found[0]).as("cases on day 0").isGreaterThan(10_000);
        assertThat(found[1]).as("cases on a later day").isGreaterThan(30_000);
        assertThat(found[2]).as("cases without a day").isGreaterThan(10_000);
    }

    @Test
    void shouldFindADayFarInTheFuture() {
        // Given
        ReturnModel model = new ReturnModel(HORIZON, 8, -0.6, 0, 0, null);

        // When
        long day = model.firstDayBelow(0.5, 1, Money.ZERO);

        // Then
        assertThat(day).isEqualTo((long) Math.ceil(Math.expm1(8 / 0.6))).isGreaterThan(600_000);
        assertThat(model.probability(new Rfm(day, 1, Money.ZERO))).isLessThan(0.5);
        assertThat(model.probability(new Rfm(day - 1, 1, Money.ZERO))).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void shouldFindNoDayIfTheProbabilityDoesNotFallBelowTheThreshold() {
        assertThat(new ReturnModel(HORIZON, 1, -1e-9, 0, 0, null).firstDayBelow(0.5, 1, Money.ZERO))
                .isEqualTo(ReturnModel.NEVER);
        assertThat(new ReturnModel(HORIZON, 1, 0.5, 0, 0, null).firstDayBelow(0.5, 1, Money.ZERO))
                .isEqualTo(ReturnModel.NEVER);
        assertThat(new ReturnModel(HORIZON, 1, -0.5, 0, 0, null).firstDayBelow(0, 1, Money.ZERO))
                .isEqualTo(ReturnModel.NEVER);
        assertThat(new ReturnModel(HORIZON, 1, -0.5, 0, 0, null).firstDayBelow(1, 1, Money.ZERO))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1e10})
    void shouldRejectACoefficientOutOfRange(double coefficient) {
        assertThatThrownBy(() -> new ReturnModel(HORIZON, 0, coefficient, 0, 0, null))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("return.recency must be at most 1.0E9 in size, not " + coefficient);
    }

    @Test
    void shouldRejectAHorizonThatIsNotAboveZero() {
        assertThatThrownBy(() -> new ReturnModel(0, 0, 0, 0, 0, null))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("return.horizon must be longer than 0, not 0 ms");
    }

    private static ReturnModel randomModel(Random random) {
        double recency =
                switch (random.nextInt(12)) {
                    case 0 -> 0;
                    case 1 -> random.nextDouble();
                    case 2 -> -1e-12 * random.nextDouble();
                    default -> -0.05 - random.nextDouble();
                };
        return new ReturnModel(
                HORIZON,
                random.nextGaussian(0.5, 1.5),
                recency,
                random.nextGaussian(0.5, 0.7),
                random.nextGaussian(0.1, 0.3),
                null);
    }

    /** In some cases the threshold is equal to the probability on one of the days. */
    private static double threshold(Random random, ReturnModel model, long frequency, Money monetary) {
        return switch (random.nextInt(3)) {
            case 0 -> 0.5;
            case 1 -> random.nextDouble();
            default -> probability(model, random.nextInt(400), frequency, monetary);
        };
    }

    /** Returns the first of the days 0 to {@link #DAYS} that is below the threshold, or {@link #DAYS}. */
    private static long bruteForce(ReturnModel model, double threshold, long frequency, Money monetary) {
        long day = 0;
        while (day < DAYS && probability(model, day, frequency, monetary) >= threshold) {
            day++;
        }
        return day;
    }

    private static double probability(ReturnModel model, long day, long frequency, Money monetary) {
        return Objects.requireNonNull(model.probability(new Rfm(day, frequency, monetary)));
    }
}
