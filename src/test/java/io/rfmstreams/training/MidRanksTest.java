package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MidRanksTest {

    @Test
    void shouldGiveEqualValuesTheMiddleOfTheirRanks() {
        // Given
        double[] values = {7, 3, 7, 1};

        // When
        double[] percentiles = MidRanks.percentiles(values);

        // Then
        assertThat(percentiles).containsExactly(0.75, 0.375, 0.75, 0.125);
    }
}
