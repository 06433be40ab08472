package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LapseClockTest {

    private final AtomicLong wall = new AtomicLong(1_000_000);
    private final InstantSource wallClock = () -> Instant.ofEpochMilli(wall.get());

    @Test
    void shouldRunFasterThanTheWallClock() {
        // Given
        LapseClock clock = new LapseClock(500, 60, wallClock);

        // When
        wall.addAndGet(100);

        // Then
        assertThat(clock.millis()).isEqualTo(6_500);
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(6_500));
    }

    @Test
    void shouldFollowTheWallClockAfterItHasReachedIt() {
        // Given
        LapseClock clock = new LapseClock(999_000, 60, wallClock);

        // When
        wall.addAndGet(5_000);

        // Then
        assertThat(clock.millis()).isEqualTo(1_005_000);
    }

    @Test
    void shouldNeverGoBehindItsStart() {
        assertThat(new LapseClock(2_000_000, 60, wallClock).millis()).isEqualTo(2_000_000);
    }

    @Test
    void shouldRejectAFactorBelowOne() {
        assertThatThrownBy(() -> new LapseClock(0, 0, wallClock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("factor");
    }
}
