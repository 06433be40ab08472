package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SliceThrottleTest {

    private long nanos = 77;
    private final SliceThrottle throttle = new SliceThrottle(() -> nanos);

    @Test
    void shouldLeaveThreeQuartersOfTheTimeToPurchases() {
        // Given
        throttle.purchased(1_000);

        // When
        slice(1_000, Duration.ofMillis(10));

        // Then
        assertThat(throttle.mayBegin(1_039)).isFalse();
        assertThat(throttle.mayBegin(1_040)).isTrue();
    }

    @Test
    void shouldNotRestWhereNobodyBuys() {
        // Given
        throttle.purchased(1_000);

        // When
        slice(2_001, Duration.ofMillis(10));

        // Then
        assertThat(throttle.mayBegin(2_011)).isTrue();
    }

    @Test
    void shouldCountEachThreadAlone() {
        // Given
        throttle.purchased(1_000);
        slice(1_000, Duration.ofMillis(10));

        // Then
        assertThat(CompletableFuture.supplyAsync(() -> throttle.mayBegin(1_001)).join())
                .isTrue();
        assertThat(throttle.mayBegin(1_001)).isFalse();
    }

    @Test
    void shouldEndASliceThatHasHadItsTime() {
        // Given
        long begun = throttle.begun();

        // When
        nanos += 9_999;

        // Then
        assertThat(throttle.isOver(begun, 10_000)).isFalse();
        nanos++;
        assertThat(throttle.isOver(begun, 10_000)).isTrue();
    }

    private void slice(long wallClock, Duration taken) {
        long begun = throttle.begun();
        nanos += taken.toNanos();
        throttle.ended(begun, wallClock);
    }
}
