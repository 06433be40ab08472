package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.contract.Timestamps;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingScheduleTest {

    private static final long FIRST_ORDER = Timestamps.parse("2024-01-10T15:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "2024-01-10T00:00:00Z,false",
        "2024-01-11T00:00:00Z,false",
        "2024-02-08T00:00:00Z,false",
        "2024-02-09T00:00:00Z,true",
        "2024-02-09T15:30:00Z,false",
        "2024-02-10T00:00:00Z,false",
        "2024-03-10T00:00:00Z,true",
        "2023-12-11T00:00:00Z,false"
    })
    void shouldCountPeriodsFromTheMidnightBeforeTheFirstOrder(String tick, boolean due) {
        // Given
        TrainingSchedule schedule = TrainingSchedule.every(Duration.ofDays(30));

        // When
        boolean trains = schedule.isDue(Timestamps.parse(tick), FIRST_ORDER);

        // Then
        assertThat(trains).isEqualTo(due);
    }

    @Test
    void shouldNeverBeDueIfItTrainsOnlyAtTheEnd() {
        // When
        boolean trains = TrainingSchedule.AT_END.isDue(Timestamps.parse("2024-01-11T00:00:00Z"), FIRST_ORDER);

        // Then
        assertThat(trains).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-P1D", "PT36H", "PT0.001S"})
    void shouldRefusePeriodsThatAreNotWholeDays(String period) {
        // Given
        Duration duration = Duration.parse(period);

        // When
        assertThatThrownBy(() -> TrainingSchedule.every(duration))

                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the period must be a number of whole days, such as P30D, not " + duration);
    }
}
