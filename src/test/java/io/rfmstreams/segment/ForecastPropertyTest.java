package io.rfmstreams.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forecasts against trying every day, every expiry and the end of cold start, on random customers and models. */
class ForecastPropertyTest {

    private static final int DAYS = 800;
    private static final ChurnPolicy NOBODY = ChurnPolicy.of("", 1);

    @Test
    void shouldAgreeWithTryingEveryMoment() {
        Trials.run(120_000, random -> {
            // Given
            ForecastCase silent = new ForecastCase(random);
            Forecaster forecaster = new Forecaster(silent.window, silent.rules, NOBODY);

            // When
            List<NextChange> forecast = forecaster.forecast(silent.customer, silent.model);
            Projection projection = forecaster.projection(silent.customer, silent.model, null);

            // Then
            long end = ForecastCase.TODAY + DAYS * ForecastCase.DAY;
            assertThat(forecast.stream().filter(move -> move.at() <= end)).isEqualTo(silent.tryingEveryMoment(DAYS));
            assertThat(projection.nextChange()).isEqualTo(forecast.isEmpty() ? null : forecast.get(0));
        });
    }

    @Test
    void shouldMoveAtTheVeryMomentHoweverFarOff() {
        Trials.run(20_000, random -> {
            // Given
            ForecastCase silent = new ForecastCase(random);
            Forecaster forecaster = new Forecaster(silent.window, silent.rules, NOBODY);

            // When
            List<NextChange> forecast = forecaster.forecast(silent.customer, silent.model);

            // Then
            String standing = silent.customer.segmentId();
            for (NextChange move : forecast) {
                assertThat(silent.evaluate(silent.customer.history(), standing, move.at() - 1))
                        .isEqualTo(standing);
                assertThat(silent.evaluate(silent.customer.history(), standing, move.at()))
                        .isEqualTo(move.segment())
                        .isNotEqualTo(standing);
                standing = move.segment();
            }
            assertThat(silent.evaluate(silent.customer.history(), standing, ForecastPath.LAST_MOMENT))
                    .isEqualTo(standing);
        });
    }
}
