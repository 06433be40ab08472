package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchLimitTest {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private long nanos = -3;
    private final BatchLimit limit = new BatchLimit(INTERVAL, () -> nanos);

    @Test
    void shouldBeCompleteWithoutARecord() {
        // Then
        assertThat(limit.isEmpty()).isTrue();
        assertThat(limit.isReached()).isTrue();
        assertThat(limit.pollTimeout()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void shouldBeCompleteTheIntervalAfterItsFirstRecord() {
        // Given
        add(1_000, 10);
        nanos += INTERVAL.toNanos() - 1;
        add(1_000, 10);

        // Then
        assertThat(limit.isReached()).isFalse();
        nanos++;
        assertThat(limit.isReached()).isTrue();
    }

    @Test
    void shouldNotCountTheTimeBeforeItsFirstRecord() {
        // Given
        nanos += 2 * INTERVAL.toNanos();
        add(1_000, 10);

        // Then
        assertThat(limit.isReached()).isFalse();
    }

    @Test
    void shouldBeCompleteWithTheMostRecords() {
        // Given
        for (int i = 1; i < BatchLimit.MAX_RECORDS; i++) {
            add(1_000, -1);
        }

        // Then
        assertThat(limit.isReached()).isFalse();
        add(1_000, -1);
        assertThat(limit.isReached()).isTrue();
    }

    @Test
    void shouldBeCompleteWithTheMostBytes() {
        // Given
        add(1_000, (int) BatchLimit.MAX_BYTES - 10);

        // Then
        assertThat(limit.isReached()).isFalse();
        add(1_000, 10);
        assertThat(limit.isReached()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "399, 100", "430, 70", "500, 0", "9000, 0"})
    void shouldWaitForRecordsUntilTheBatchIsDue(long passedMillis, long timeoutMillis) {
        // Given
        add(1_000, 10);

        // When
        nanos += Duration.ofMillis(passedMillis).toNanos();

        // Then
        assertThat(limit.pollTimeout()).isEqualTo(Duration.ofMillis(timeoutMillis));
    }

    @Test
    void shouldReturnWhenTheOldestRecordWasWritten() {
        // When
        add(3_000, 10);
        add(1_000, 10);
        add(2_000, 10);

        // Then
        assertThat(limit.oldestTimestamp()).isEqualTo(1_000);
    }

    private void add(long writtenAt, int valueBytes) {
        limit.add(FeedRecords.record("purchases", 0, writtenAt, valueBytes));
    }
}
