package io.rfmstreams.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import io.rfmstreams.segment.SegmentMove.Reason;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compares forecasts with brute force on random customers and models. */
class ForecastPropertyTest {

    private static final int DAYS = 800;
    private static final ChurnPolicy NOBODY = ChurnPolicy.of("", 1, 0);

    @Test
    void shouldAgreeWithBruteForce() {
        Trials.run(120_000, random -> {
            // Given
            ForecastCase sample = new ForecastCase(random);
            Forecaster forecaster = new Forecaster(sample.historyRules, sample.rules, NOBODY);

            // When
            List<NextChange> forecast = forecaster.forecast(sample.customer, sample.model);
            Projection projection = forecaster.project(sample.customer, sample.rfm(), sample.model, null);

            // Then
            long end = ForecastCase.TODAY + DAYS * ForecastCase.DAY;
            assertThat(forecast.stream().filter(change -> change.at() <= end)).isEqualTo(sample.bruteForce(DAYS));
            assertThat(projection.nextChange()).isEqualTo(forecast.isEmpty() ? null : forecast.get(0));
        });
    }

    @Test
    void shouldChangeExactlyAtTheForecastTime() {
        Trials.run(20_000, random -> {
            // Given
            ForecastCase sample = new ForecastCase(random);
            Forecaster forecaster = new Forecaster(sample.historyRules, sample.rules, NOBODY);

            // When
            List<NextChange> forecast = forecaster.forecast(sample.customer, sample.model);

            // Then
            String present = sample.customer.membership().segmentId();
            boolean admitted = sample.evaluate(sample.customer.history(), present, Reason.TIME, ForecastCase.TODAY)
                    .equals(present);
            for (NextChange change : forecast) {
                if (admitted) {
                    assertThat(sample.evaluate(sample.customer.history(), present, Reason.TIME, change.at() - 1))
                            .isEqualTo(present);
                }
                admitted = true;
                assertThat(sample.evaluate(sample.customer.history(), present, Reason.TIME, change.at()))
                        .isEqualTo(change.segment())
                        .isNotEqualTo(present);
                present = change.segment();
            }
            assertThat(sample.evaluate(sample.customer.history(), present, Reason.TIME, ForecastPath.LAST_MOMENT))
                    .isEqualTo(present);
        });
    }

    @Test
    void shouldOnlyForecastLowerRanksAndEndInactiveWithAWindow() {
        Trials.run(40_000, random -> {
            // Given
            ForecastCase sample = new ForecastCase(random);
            Forecaster forecaster = new Forecaster(sample.historyRules, sample.rules, NOBODY);

            // When
            List<NextChange> forecast = forecaster.forecast(sample.customer, sample.model);

            // Then
            String last = forecast.isEmpty()
                    ? sample.customer.membership().segmentId()
                    : forecast.get(forecast.size() - 1).segment();
            assertThat(last.equals("inactive"))
                    .isEqualTo(!sample.window.isLifetime() || sample.rfm().frequency() == 0);
            if (sample.rules.direction() == DirectionRule.MONOTONE) {
                List<Integer> ranks = forecast.stream()
                        .map(change -> sample.model.segment(change.segment()))
                        .flatMap(Optional::stream)
                        .map(Segment::rank)
                        .toList();
                assertThat(ranks).isSorted().doesNotHaveDuplicates();
            }
        });
    }
}
