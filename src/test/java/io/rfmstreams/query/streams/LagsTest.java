package io.rfmstreams.query.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LagsTest {

    @Test
    void shouldMeasureOnceForManyQuestions() {
        // Given
        AtomicInteger measured = new AtomicInteger();
        try (Lags lags = new Lags(() -> Map.of(1, 10L + measured.incrementAndGet()))) {

            // When
            for (int i = 0; i < 100; i++) {
                lags.of(1);
            }

            // Then
            assertThat(lags.of(1)).hasValue(11);
            assertThat(lags.of(2)).isEmpty();
            assertThat(measured).hasValue(1);
        }
    }

    @Test
    void shouldMeasureAnewOnceCopiesHaveComeOrGone() {
        // Given
        AtomicInteger measured = new AtomicInteger();
        try (Lags lags = new Lags(() -> Map.of(1, (long) measured.incrementAndGet()))) {
            lags.of(1);

            // When
            lags.forget();

            // Then
            assertThat(lags.of(1)).hasValue(2);
        }
    }

    @Test
    void shouldNotKeepWhatWasBeingMeasuredWhenCopiesCameOrWent() {
        // Given
        CountDownLatch forgotten = new CountDownLatch(1);
        AtomicInteger measured = new AtomicInteger();
        try (Lags lags = new Lags(() -> {
            int number = measured.incrementAndGet();
            awaitQuietly(forgotten);
            return Map.of(1, (long) number);
        })) {
            lags.of(1);

            // When
            lags.forget();
            forgotten.countDown();

            // Then
            assertThat(lags.of(1)).hasValue(2);
        }
    }

    @Test
    void shouldKnowNothingWhileTheBrokerDoesNotAnswer() {
        // Given
        try (Lags lags = new Lags(() -> {
            throw new IllegalStateException("no broker");
        })) {
            // Then
            assertThat(lags.of(1)).isEmpty();
            assertThat(lags.of(1)).isEmpty();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
