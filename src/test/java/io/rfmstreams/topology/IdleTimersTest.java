package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

class IdleTimersTest {

    private static final int CUSTOMERS = 100_000;

    /** A scan from the start would read two rows per customer: the entry and its tombstone. */
    @Test
    void shouldNotScanFiredTimersWhenNoTimerIsDue(@TempDir File folder) {
        // Given
        try (Statistics statistics = new Statistics();
                IdleTimers timers = IdleTimers.counted(CUSTOMERS, folder, statistics)) {
            long before = statistics.getTickerCount(TickerType.NUMBER_ITER_SKIP);

            // When
            timers.readDue();

            // Then
            assertThat(statistics.getTickerCount(TickerType.NUMBER_ITER_SKIP) - before)
                    .isZero();
        }
    }
}
