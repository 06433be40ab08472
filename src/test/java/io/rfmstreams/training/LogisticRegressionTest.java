package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    private static final double RIDGE = 1e-6;

    @Test
    void shouldFindTheMaximumOfThePenalizedLikelihood() {
        Trials.run(200, random -> {
            // Given
            double recency = random.nextGaussian();
            double frequency = random.nextGaussian();
            // The mean of log1p is about 5 for recency and 2.3 for frequency.
            double[] truth = {-5 * recency - 2.3 * frequency, recency, frequency, 0.1};
            ReturnRows rows = rows(random, 3_000, rfm -> logit(truth, rfm));

            // When
            double[] fitted = Objects.requireNonNull(LogisticRegression.fit(rows, 3));

            // Then
            assertThat(gradient(rows, fitted)).containsExactly(new double[4], within(1e-7));
        });
    }

    @Test
    void shouldFindTheCoefficientsThatTheLabelsWereDrawnWith() {
        // Given
        double[] truth = {0.5, -0.8, 1.1, 0.2};
        ReturnRows rows = rows(new Random(1), 300_000, rfm -> logit(truth, rfm));

        // When
        double[] fitted = LogisticRegression.fit(rows, 3);

        // Then
        assertThat(fitted).containsExactly(truth, within(0.06));
    }

    @Test
    void shouldFitTheLogOddsOfTwoGroups() {
        // Given
        ReturnRows rows = new ReturnRows();
        for (int i = 0; i < 1_000; i++) {
            rows.add(new Rfm(0, 1, Money.ZERO), i < 800);
            rows.add(new Rfm(9, 1, Money.ZERO), i < 300);
        }

        // When
        double[] fitted = Objects.requireNonNull(LogisticRegression.fit(rows, 1));

        // Then
        double atZero = Math.log(800 / 200.0);
        double atNine = Math.log(300 / 700.0);
        assertThat(fitted).containsExactly(new double[] {atZero, (atNine - atZero) / Math.log(10)}, within(1e-7));
    }

    @Test
    void shouldGiveAConstantFeatureNoWeight() {
        // Given
        Random random = new Random(2);
        ReturnRows rows = new ReturnRows();
        for (int i = 0; i < 200_000; i++) {
            long recency = random.nextInt(300);
            rows.add(new Rfm(recency, 1, Money.of("12.3")), random.nextInt(300) > recency);
        }

        // When
        double[] fitted = Objects.requireNonNull(LogisticRegression.fit(rows, 3));

        // Then
        double[] recencyAlone = Objects.requireNonNull(LogisticRegression.fit(rows, 1));
        assertThat(fitted).containsExactly(new double[] {recencyAlone[0], recencyAlone[1], 0, 0}, within(1e-9));
    }

    @Test
    void shouldFitLabelsThatAFeatureSeparates() {
        // Given
        ReturnRows rows = new ReturnRows();
        for (int i = 0; i < 600; i++) {
            rows.add(new Rfm(i, 1 + i % 7, Money.of("" + i % 11)), i < 250);
        }

        // When
        double[] fitted = Objects.requireNonNull(LogisticRegression.fit(rows, 3));

        // Then
        assertThat(fitted[1]).isNegative();
        assertThat(gradient(rows, fitted)).containsExactly(new double[4], within(1e-6));
    }

    @Test
    void shouldGiveNoModelIfAClassIsTooSmall() {
        assertThat(LogisticRegression.fit(labelled(100, 99), 1)).isNull();
        assertThat(LogisticRegression.fit(labelled(99, 100), 1)).isNull();
        assertThat(LogisticRegression.fit(labelled(100, 100), 1)).isNotNull();
        assertThat(LogisticRegression.fit(new ReturnRows(), 1)).isNull();
    }

    private static ReturnRows labelled(int returned, int lost) {
        ReturnRows rows = new ReturnRows();
        for (int i = 0; i < returned + lost; i++) {
            rows.add(new Rfm(i % 10, 1, Money.ZERO), i < returned);
        }
        return rows;
    }

    private static ReturnRows rows(Random random, int count, ToDoubleFunction<Rfm> logit) {
        ReturnRows rows = new ReturnRows();
        for (int i = 0; i < count; i++) {
            Rfm rfm = new Rfm(random.nextInt(365), 1 + random.nextInt(20), new Money(random.nextInt(9_000_000)));
            rows.add(rfm, random.nextDouble() < 1 / (1 + Math.exp(-logit.applyAsDouble(rfm))));
        }
        return rows;
    }

    private static double logit(double[] coefficients, Rfm rfm) {
        return coefficients[0]
                + coefficients[1] * Math.log1p((double) rfm.recencyDays())
                + coefficients[2] * Math.log1p((double) rfm.frequency())
                + coefficients[3] * Math.log1p(rfm.monetary().toDouble());
    }

    private static double[] gradient(ReturnRows rows, double[] coefficients) {
        double[] gradient = new double[coefficients.length];
        for (int row = 0; row < rows.size(); row++) {
            double logit = coefficients[0];
            for (int i = 1; i < coefficients.length; i++) {
                logit += coefficients[i] * rows.feature(row, i - 1);
            }
            double residual = (rows.hasReturned(row) ? 1 : 0) - 1 / (1 + Math.exp(-logit));
            gradient[0] += residual;
            for (int i = 1; i < coefficients.length; i++) {
                gradient[i] += residual * rows.feature(row, i - 1);
            }
        }
        for (int i = 1; i < coefficients.length; i++) {
            gradient[i] -= RIDGE * coefficients[i];
        }
        return gradient;
    }
}
