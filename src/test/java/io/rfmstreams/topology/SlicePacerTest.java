package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SlicePacerTest {

    private long nanos = 77;
    private final SlicePacer pacer = new SlicePacer(() -> nanos);

    @Test
    void shouldLeaveThreeQuartersOfTheTimeToPurchases() {
        // Given
        pacer.purchased(1_000);

        // When
        slice(1_000, Duration.ofMillis(10));

        // Then
        assertThat(pacer.mayBegin(1_039)).isFalse();
        assertThat(pacer.mayBegin(1_040)).isTrue();
    }

    @Test
    void shouldNotRestWhereNobodyBuys() {
        // Given
        pacer.purchased(1_000);

        // When
        slice(2_001, Duration.ofMillis(10));

        // Then
        assertThat(pacer.mayBegin(2_011)).isTrue();
    }

    @Test
    void shouldCountEachThreadAlone() {
        // Given
        pacer.purchased(1_000);
        slice(1_000, Duration.ofMillis(10));

        // Then
        assertThat(CompletableFuture.supplyAsync(() -> pacer.mayBegin(1_001)).join())
                .isTrue();
        assertThat(pacer.mayBegin(1_001)).isFalse();
    }

    @Test
    void shouldEndASliceThatHasHadItsTime() {
        // Given
        long begun = pacer.begun();

        // When
        nanos += 9_999;

        // Then
        assertThat(pacer.isOver(begun, 10_000)).isFalse();
        nanos++;
        assertThat(pacer.isOver(begun, 10_000)).isTrue();
    }

    private void slice(long wallClock, Duration taken) {
        long begun = pacer.begun();
        nanos += taken.toNanos();
        pacer.ended(begun, wallClock);
    }
}
