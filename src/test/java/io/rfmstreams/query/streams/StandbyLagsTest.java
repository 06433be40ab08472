package io.rfmstreams.query.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandbyLagsTest {

    private static final int MANY = 400;

    @Test
    void shouldMeasureOnceForManyReads() {
        // Given
        AtomicInteger measured = new AtomicInteger();
        try (StandbyLags lags = new StandbyLags(() -> Map.of(1, 10L + measured.incrementAndGet()), () -> 0)) {

            // When
            await().until(() -> lags.of(1) != null);
            for (int i = 0; i < 100; i++) {
                lags.of(1);
            }

            // Then
            assertThat(lags.of(1)).isEqualTo(11);
            assertThat(lags.of(2)).isNull();
            assertThat(measured).hasValue(1);
        }
    }

    @Test
    void shouldMeasureAgainAfterAnAssignmentChange() {
        // Given
        AtomicInteger measured = new AtomicInteger();
        try (StandbyLags lags = new StandbyLags(() -> Map.of(1, (long) measured.incrementAndGet()), () -> 0)) {
            lags.of(1);

            // When
            lags.forget();

            // Then
            await().until(() -> Long.valueOf(2).equals(lags.of(1)));
        }
    }

    @Test
    void shouldDiscardAMeasurementDuringAnAssignmentChange() {
        // Given
        CountDownLatch forgotten = new CountDownLatch(1);
        AtomicInteger measured = new AtomicInteger();
        try (StandbyLags lags = new StandbyLags(
                () -> {
                    int number = measured.incrementAndGet();
                    awaitQuietly(forgotten);
                    return Map.of(1, (long) number);
                },
                () -> 0)) {
            lags.of(1);

            // When
            lags.forget();
            forgotten.countDown();

            // Then
            await().until(() -> Long.valueOf(2).equals(lags.of(1)));
        }
    }

    @Test
    void shouldReturnNullIfTheBrokerNeverResponded() {
        // Given
        try (StandbyLags lags = new StandbyLags(() -> {
            throw new IllegalStateException("no broker");
        })) {
            // Then
            assertThat(lags.of(1)).isNull();
            assertThat(lags.of(1)).isNull();
        }
    }

    @Test
    void shouldKeepTheLastMeasurementUntilTheBrokerResponds() {
        // Given
        AtomicLong clock = new AtomicLong();
        AtomicBoolean unreachable = new AtomicBoolean();
        AtomicInteger measured = new AtomicInteger();
        try (StandbyLags lags = new StandbyLags(
                () -> {
                    if (unreachable.get()) {
                        throw new IllegalStateException("no broker");
                    }
                    return Map.of(1, (long) measured.incrementAndGet());
                },
                clock::get)) {
            await().until(() -> Long.valueOf(1).equals(lags.of(1)));

            // When
            unreachable.set(true);
            clock.addAndGet(Duration.ofHours(1).toNanos());

            // Then
            assertThat(lags.of(1)).isEqualTo(1);

            // When
            unreachable.set(false);

            // Then
            await().until(() -> Long.valueOf(2).equals(lags.of(1)));
        }
    }

    @Test
    void shouldWaitForTheBrokerOnlyOnce() {
        // Given
        CountDownLatch answer = new CountDownLatch(1);
        try (StandbyLags lags = new StandbyLags(() -> {
            awaitQuietly(answer);
            return Map.of(1, 0L);
        })) {
            lags.of(1);
            long start = System.nanoTime();

            // When
            for (int i = 0; i < MANY; i++) {
                lags.of(1);
            }

            // Then each read would have waited for 0.4 s
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
            answer.countDown();
        }
    }

    @Test
    void shouldMeasureWhileEarlierMeasurementsHang() {
        // Given
        CountDownLatch hang = new CountDownLatch(1);
        AtomicInteger measured = new AtomicInteger();
        try (StandbyLags lags = new StandbyLags(() -> {
            if (measured.incrementAndGet() <= 3) {
                awaitQuietly(hang);
            }
            return Map.of(1, 7L);
        })) {
            // When
            for (int i = 0; i < 3; i++) {
                assertThat(lags.of(1)).isNull();
                lags.forget();
            }

            // Then
            await().until(() -> Long.valueOf(7).equals(lags.of(1)));
            hang.countDown();
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
