package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.training.AlertPrecision.Alert;
import io.rfmstreams.training.AlertPrecision.Row;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertPrecisionTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long NOW = 20_000 * DAY;

    private final AlertPrecision precision = new AlertPrecision(90 * DAY, NOW);

    /** The alert was raised 100 days ago. */
    @ParameterizedTest
    @CsvSource({"101, 1", "100, 1", "99, 0", "10, 0", "9, 1"})
    void shouldSeeOrdersWithinTheHorizon(long daysAgo, long cameTrue) {
        // Given
        precision.add(alert("ann", "SLIPPED", "champions", 100, null));

        // When
        precision.addOrder("ann", NOW - daysAgo * DAY);

        // Then
        assertThat(precision.rows()).containsExactly(new Row("SLIPPED", "champions", 1, cameTrue, null));
    }

    @Test
    void shouldLeaveOutAlertsWhoseHorizonIsNotOver() {
        // Given
        precision.add(alert("ann", "SLIPPED", "champions", 90, null));
        precision.add(alert("bob", "SLIPPED", "champions", 89, null));

        // When
        precision.addOrder("bob", NOW - 80 * DAY);

        // Then
        assertThat(precision.rows()).containsExactly(new Row("SLIPPED", "champions", 1, 1, null));
        assertThat(precision.open()).isEqualTo(1);
        assertThat(precision.hasAlerts("ann")).isTrue();
        assertThat(precision.hasAlerts("bob")).isFalse();
    }

    @Test
    void shouldCountByKindAndSegment() {
        // Given
        precision.add(alert("ann", "SLIPPING", "loyal", 300, 0.25));
        precision.add(alert("ann", "SLIPPED", "loyal", 290, null));
        precision.add(alert("bob", "SLIPPED", "champions", 200, 0.5));
        precision.add(alert("cat", "SLIPPED", "champions", 200, 0.25));
        precision.add(alert("dan", "SLIPPED", "champions", 200, null));

        // When
        precision.addOrder("ann", NOW - 205 * DAY);
        precision.addOrder("bob", NOW - 150 * DAY);
        precision.addOrder("eve", NOW - 150 * DAY);

        // Then
        assertThat(precision.rows())
                .containsExactly(
                        new Row("SLIPPED", "champions", 3, 2, 0.375),
                        new Row("SLIPPED", "loyal", 1, 0, null),
                        new Row("SLIPPING", "loyal", 1, 1, 0.25));
        assertThat(precision.totals())
                .containsExactly(new Row("SLIPPED", "", 4, 2, 0.375), new Row("SLIPPING", "", 1, 1, 0.25));
        assertThat(precision.rows().get(0).precision()).isEqualTo(2 / 3.0);
    }

    @Test
    void shouldCountARepeatedAlertOnce() {
        // When
        precision.add(alert("ann", "SLIPPED", "loyal", 300, 0.25));
        precision.add(alert("ann", "SLIPPED", "loyal", 300, 0.25));
        precision.add(alert("ann", "SLIPPED", "loyal", 200, 0.25));

        // Then
        assertThat(precision.rows()).containsExactly(new Row("SLIPPED", "loyal", 2, 2, 0.25));
    }

    @Test
    void shouldLeaveOutErasedCustomers() {
        // Given
        precision.add(alert("ann", "SLIPPED", "loyal", 300, 0.25));

        // When
        precision.erase("ann");

        // Then
        assertThat(precision.rows()).isEmpty();
    }

    private static Alert alert(
            String customer, String kind, String segment, long daysAgo, @Nullable Double returnProbability) {
        return new Alert(customer, kind, segment, NOW - daysAgo * DAY, returnProbability);
    }
}
