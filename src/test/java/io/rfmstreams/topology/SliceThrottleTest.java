package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SliceThrottleTest {

    private long nanos = 77;
    private final SliceThrottle throttle = new SliceThrottle(() -> nanos);

    @Test
    void shouldReserveThreeQuartersOfTheTimeForPurchases() {
        // Given
        throttle.recordPurchase(1_000);

        // When
        slice(1_000, Duration.ofMillis(10));

        // Then
        assertThat(throttle.mayStart(1_039)).isFalse();
        assertThat(throttle.mayStart(1_040)).isTrue();
    }

    @Test
    void shouldNotRestWithoutPurchases() {
        // Given
        throttle.recordPurchase(1_000);

        // When
        slice(2_001, Duration.ofMillis(10));

        // Then
        assertThat(throttle.mayStart(2_011)).isTrue();
    }

    @Test
    void shouldLimitEachThreadSeparately() {
        // Given
        throttle.recordPurchase(1_000);
        slice(1_000, Duration.ofMillis(10));

        // Then
        assertThat(CompletableFuture.supplyAsync(() -> throttle.mayStart(1_001)).join())
                .isTrue();
        assertThat(throttle.mayStart(1_001)).isFalse();
    }

    @Test
    void shouldEndASliceThatHasUsedItsTime() {
        // Given
        long start = throttle.start();

        // When
        nanos += 9_999;

        // Then
        assertThat(throttle.isTimeUp(start, 10_000)).isFalse();
        nanos++;
        assertThat(throttle.isTimeUp(start, 10_000)).isTrue();
    }

    private void slice(long wallClock, Duration duration) {
        long start = throttle.start();
        nanos += duration.toNanos();
        throttle.end(start, wallClock);
    }
}
