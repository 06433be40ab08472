package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivenessTest {

    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-01-01T00:00:05Z");

    private final Path file;
    private final Liveness liveness;
    private Instant now = FIRST;
    private Map<String, Double> rounds = Map.of();
    private boolean kafkaIsAway;

    LivenessTest(@TempDir Path folder) {
        file = folder.resolve("alive");
        liveness = new Liveness(file, () -> now, () -> rounds, () -> kafkaIsAway);
    }

    @Test
    void shouldTouchTheFileWhileEveryThreadPolls() throws IOException {
        // When
        update(FIRST, Map.of("thread-1", 1.0, "thread-2", 7.0));
        update(SECOND, Map.of("thread-1", 2.0, "thread-2", 8.0));

        // Then
        assertThat(touchedAt()).isEqualTo(SECOND);
    }

    @Test
    void shouldNotTouchTheFileWhenAThreadHangs() throws IOException {
        // When
        update(FIRST, Map.of("thread-1", 1.0, "thread-2", 7.0));
        update(SECOND, Map.of("thread-1", 2.0, "thread-2", 7.0));

        // Then
        assertThat(touchedAt()).isEqualTo(FIRST);
    }

    @Test
    void shouldTouchTheFileDuringAnOutageOfKafka() throws IOException {
        // Given
        kafkaIsAway = true;

        // When
        update(FIRST, Map.of("thread-1", 1.0, "thread-2", 7.0));
        update(SECOND, Map.of("thread-1", 1.0, "thread-2", 7.0));

        // Then
        assertThat(touchedAt()).isEqualTo(SECOND);
    }

    @Test
    void shouldNotTouchTheFileWithoutThreads() throws IOException {
        // When
        update(FIRST, Map.of("thread-1", 1.0));
        update(SECOND, Map.of());

        // Then
        assertThat(touchedAt()).isEqualTo(FIRST);
    }

    @Test
    void shouldNotCreateTheFileBeforeAThreadHasPolled() {
        // When
        update(FIRST, Map.of("thread-1", 0.0));

        // Then
        assertThat(file).doesNotExist();
    }

    private void update(Instant at, Map<String, Double> soFar) {
        now = at;
        rounds = soFar;
        liveness.touchIfWorking();
    }

    private Instant touchedAt() throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }
}
