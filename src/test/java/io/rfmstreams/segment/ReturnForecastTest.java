package io.rfmstreams.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import java.time.Duration;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares forecasts of the return probability with brute force on random customers with windows. */
class ReturnForecastTest {

    private static final long HORIZON = Duration.ofDays(90).toMillis();
    private static final int DAYS = 300;

    @Test
    void shouldAgreeWithBruteForce() {
        int[] found = new int[4];
        Trials.run(100_000, random -> {
            // Given
            ForecastCase sample = new ForecastCase(random);
            PurchaseHistory history = sample.customer.history();
            ReturnModel model = randomModel(random);
            double threshold = threshold(random, model.probability(history.rfm(sample.window, ForecastCase.TODAY)));
            ReturnForecast forecast = new ReturnForecast(model, threshold, sample.window);

            // When
            long at = forecast.firstBelow(history, ForecastCase.TODAY);

            // Then
            long end = ForecastCase.TODAY + DAYS * ForecastCase.DAY;
            long expected = bruteForce(forecast, history, end);
            if (expected <= end) {
                assertThat(at).isEqualTo(expected);
            } else {
                assertThat(at).isGreaterThan(end);
            }
            found[kind(expected, history.lastPurchaseAt(), end)]++;
        });
        assertThat(found[0]).as("below at the start").isGreaterThan(2_000);
        assertThat(found[1]).as("below on a whole day").isGreaterThan(10_000);
        assertThat(found[2]).as("below at the expiry of a bucket").isGreaterThan(1_000);
        assertThat(found[3]).as("never below").isGreaterThan(10_000);
    }

    /** In most cases the threshold is a little below the probability of today. */
    private static double threshold(Random random, @Nullable Double today) {
        return today == null || random.nextInt(3) == 0 ? 0.5 : today * (1 - 0.4 * random.nextDouble());
    }

    private static int kind(long expected, long lastPurchaseAt, long end) {
        if (expected == ForecastCase.TODAY) {
            return 0;
        }
        if (expected > end) {
            return 3;
        }
        return (expected - lastPurchaseAt) % ForecastCase.DAY == 0 ? 1 : 2;
    }

    /** Returns the first time at which the probability is below the threshold, after the end if there is none. */
    private static long bruteForce(ReturnForecast forecast, PurchaseHistory history, long end) {
        Window window = forecast.window();
        TreeSet<Long> moments = new TreeSet<>();
        moments.add(ForecastCase.TODAY);
        long recency = Rfm.recencyDays(history.lastPurchaseAt(), ForecastCase.TODAY);
        for (long day = recency; day <= recency + DAYS; day++) {
            moments.add(history.lastPurchaseAt() + day * ForecastCase.DAY);
        }
        history.buckets()
                .toList()
                .forEach(bucket ->
                        moments.add(window.end(bucket.orders() > 0 ? bucket.lastOrderAt() : bucket.lastRefundAt())));
        for (long moment : moments.subSet(ForecastCase.TODAY, true, end, true)) {
            Double probability = forecast.model().probability(history.rfm(window, moment));
            if (probability != null && probability < forecast.threshold()) {
                return moment;
            }
        }
        return end + 1;
    }

    private static ReturnModel randomModel(Random random) {
        double recency = random.nextInt(6) == 0 ? random.nextDouble() : -0.05 - random.nextDouble();
        return new ReturnModel(
                HORIZON,
                random.nextGaussian(3, 2),
                recency,
                random.nextGaussian(0.5, 1),
                random.nextGaussian(0.1, 0.3),
                null);
    }
}
