package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A demo whose input has no dates and thus no ticks. */
@Timeout(120)
class UnreadableInputIT {

    @ParameterizedTest
    @ValueSource(strings = {"event", "live"})
    void shouldCountEveryDeadLetter(String clock, @TempDir Path folder) throws Exception {
        // Given
        Path input = Files.write(
                folder.resolve("unreadable.jsonl"),
                IntStream.rangeClosed(1, 30).mapToObj(i -> "record " + i).toList());

        // When
        DemoRun run =
                DemoRun.into(folder.resolve("out"), List.of("--input", input.toString(), "-D", "rfm.clock=" + clock));

        // Then
        assertThat(run.summary().get("deadLetters")).hasToString("{\"bad-json\":30}");
        assertThat(run.out())
                .contains("0 orders of 0 customers", "30 dead letters")
                .doesNotContain("curl", "kafka.bootstrap.servers", "127.0.0.1");
    }
}
