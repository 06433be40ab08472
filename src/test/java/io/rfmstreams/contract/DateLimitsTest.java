package io.rfmstreams.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DateLimitsTest {

    private static final long WALL_CLOCK = 1_700_000_000_000L;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final DateLimits dates = new DateLimits(Duration.ofDays(1));

    @Test
    void shouldAcceptDatesFrom1970UpToTheMaximumAfterTheWallClock() {
        // Then
        assertThat(dates.check(-1, WALL_CLOCK)).isEqualTo(RejectionReason.ANCIENT_DATE);
        assertThat(dates.check(0, WALL_CLOCK)).isNull();
        assertThat(dates.check(WALL_CLOCK + DAY_MILLIS, WALL_CLOCK)).isNull();
        assertThat(dates.check(WALL_CLOCK + DAY_MILLIS + 1, WALL_CLOCK)).isEqualTo(RejectionReason.FUTURE_DATE);
        assertThat(dates.check(Long.MAX_VALUE, WALL_CLOCK)).isEqualTo(RejectionReason.FUTURE_DATE);
    }

    @Test
    void shouldReturnTheLatestValidDate() {
        // When
        long latest = dates.latest(WALL_CLOCK);

        // Then
        assertThat(dates.isValid(latest, WALL_CLOCK)).isTrue();
        assertThat(dates.isValid(latest + 1, WALL_CLOCK)).isFalse();
    }

    @Test
    void shouldRejectANegativeMaximum() {
        // Then
        assertThatThrownBy(() -> new DateLimits(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxFuture must not be negative, but is PT-1S");
    }
}
