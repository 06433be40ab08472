package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleAgendaTest {

    private static final int LOOKS = 101;

    @Test
    void shouldLookQuicklyWhereNobodyIsDue(@TempDir File folder) {
        // Given
        try (IdleAgenda agenda = new IdleAgenda(100_000, folder)) {
            // When
            long[] nanos = LongStream.range(0, LOOKS)
                    .map(look -> agenda.look())
                    .sorted()
                    .toArray();

            // Then
            assertThat(Duration.ofNanos(nanos[LOOKS / 2])).isLessThan(Duration.ofMillis(5));
        }
    }
}
