package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WallClockWatchTest {

    private final List<String> stops = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final WallClockWatch watch = new WallClockWatch(() -> now, fault -> stops.add(fault.getMessage()));

    @Test
    void shouldStopOnceWhenTheClockIsSetBack() {
        // Given
        move(Duration.ofSeconds(1));

        // When
        move(Duration.ofDays(-1));
        move(Duration.ofSeconds(1));

        // Then
        assertThat(stops).containsExactly("the wall clock was set back by 86400 s; Kafka's clients would wait as long");
    }

    @Test
    void shouldStopWhenTheClockReturnsFromTheFuture() {
        // Given
        move(Duration.ofMinutes(45));

        // When
        move(Duration.ofMinutes(-45));

        // Then
        assertThat(stops).hasSize(1);
    }

    @Test
    void shouldStopWhenManySmallStepsAddUp() {
        // When
        move(WallClockWatch.TOLERATED.negated());
        move(Duration.ofMillis(-1));

        // Then
        assertThat(stops).hasSize(1);
    }

    @Test
    void shouldGoOnAfterASmallStep() {
        // When
        move(WallClockWatch.TOLERATED.negated());
        move(Duration.ofSeconds(31));
        move(WallClockWatch.TOLERATED.negated());

        // Then
        assertThat(stops).isEmpty();
    }

    @Test
    void shouldGoOnWhenTheClockIsSetForward() {
        // When
        move(Duration.ofDays(200));

        // Then
        assertThat(stops).isEmpty();
    }

    private void move(Duration step) {
        now = now.plus(step);
        watch.check();
    }
}
