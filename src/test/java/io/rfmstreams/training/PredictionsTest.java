package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.ReturnReport.Bin;
import io.rfmstreams.segment.ReturnReport.Quality;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionsTest {

    @Test
    void shouldMeasureTheQuality() {
        // Given
        ReturnRows rows = rows(true, false, true, false);
        double[] predicted = {0.8, 0.6, 0.5, 0.1};

        // When
        Quality quality = new Predictions(rows, row -> predicted[row]).quality();

        // Then
        assertThat(quality.auc()).isEqualTo(0.75);
        assertThat(quality.logLoss())
                .isCloseTo(-(Math.log(0.8) + Math.log(0.4) + Math.log(0.5) + Math.log(0.9)) / 4, within(1e-15));
        assertThat(quality.brier()).isCloseTo((0.04 + 0.36 + 0.25 + 0.01) / 4, within(1e-15));
    }

    @Test
    void shouldCountEqualPredictionsAsHalfInTheAuc() {
        Trials.run(2_000, random -> {
            // Given
            int count = 2 + random.nextInt(40);
            ReturnRows rows = new ReturnRows();
            double[] predicted = new double[count];
            for (int row = 0; row < count; row++) {
                rows.add(new Rfm(0, 1, Money.ZERO), row == 0 || (row != 1 && random.nextBoolean()));
                predicted[row] = random.nextInt(8) / 8.0;
            }

            // When
            double auc = new Predictions(rows, row -> predicted[row]).quality().auc();

            // Then
            double wins = 0;
            int pairs = 0;
            for (int returned = 0; returned < count; returned++) {
                for (int lost = 0; lost < count; lost++) {
                    if (rows.hasReturned(returned) && !rows.hasReturned(lost)) {
                        wins += predicted[returned] == predicted[lost]
                                ? 0.5
                                : predicted[returned] > predicted[lost] ? 1 : 0;
                        pairs++;
                    }
                }
            }
            assertThat(auc).isCloseTo(wins / pairs, within(1e-12));
        });
    }

    @Test
    void shouldKeepTheLogLossOfACertainErrorFinite() {
        // Given
        Predictions predictions = new Predictions(rows(true, false), row -> row);

        // When
        double logLoss = predictions.quality().logLoss();

        // Then
        assertThat(logLoss).isCloseTo(-Math.log(1e-15), within(0.1));
    }

    @Test
    void shouldGroupTheRowsByPrediction() {
        // Given
        double[] predicted = {0.9, 0.2, 0.4, 0.6, 0.1};
        Predictions predictions = new Predictions(rows(true, true, false, true, false), row -> predicted[row]);

        // When
        List<Bin> bins = predictions.calibration(2);

        // Then
        assertThat(bins).containsExactly(new Bin((0.1 + 0.2 + 0.4) / 3, 1 / 3.0, 3), new Bin((0.6 + 0.9) / 2, 1, 2));
    }

    @Test
    void shouldLeaveOutEmptyBins() {
        assertThat(new Predictions(rows(true, false), row -> 0.5).calibration(10))
                .hasSize(2);
    }

    private static ReturnRows rows(boolean... returned) {
        ReturnRows rows = new ReturnRows();
        for (boolean each : returned) {
            rows.add(new Rfm(0, 1, Money.ZERO), each);
        }
        return rows;
    }
}
