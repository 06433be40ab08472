package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

class IdleAgendaTest {

    private static final int CUSTOMERS = 100_000;

    /** A scan from the beginning would cross two rows for each customer: what was written, and its removal. */
    @Test
    void shouldNotCrossWhatIsDoneWhereNobodyIsDue(@TempDir File folder) {
        // Given
        try (Statistics statistics = new Statistics();
                IdleAgenda agenda = IdleAgenda.counted(CUSTOMERS, folder, statistics)) {
            long before = statistics.getTickerCount(TickerType.NUMBER_ITER_SKIP);

            // When
            agenda.look();

            // Then
            assertThat(statistics.getTickerCount(TickerType.NUMBER_ITER_SKIP) - before)
                    .isZero();
        }
    }
}
