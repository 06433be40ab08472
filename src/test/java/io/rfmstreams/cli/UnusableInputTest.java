package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that must not be used ends a command before it starts Kafka or connects to it. */
class UnusableInputTest {

    private final Path folder;

    UnusableInputTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldSendNothingIfTooManyLinesAreRejected() throws IOException {
        // Given
        Path file = file("1,ann,2026-03-02,5", "2,ann,never,5");

        // When
        CommandRun run =
                CommandRun.of("replay", "--input", file.toString(), "-D", "kafka.bootstrap.servers=localhost:1");

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly(
                        "line 3 rejected: bad-date: date 'never' is not a date",
                        "    2,ann,never,5",
                        file + ": orders, encoding UTF-8, delimiter ',', dates day-first (no date depends on it),"
                                + " times without an offset are in UTC, decimal point (no amount depends on it)",
                        "1 orders and 0 refunds of 1 customers, 2026-03-02T00:00:00Z to 2026-03-02T00:00:00Z",
                        "rfm-streams replay: " + file
                                + ": 1 of 2 lines are rejected, more than --max-rejects 10 %; nothing is sent");
    }

    @Test
    void shouldWriteTrueCountsIfNothingIsRead() throws IOException {
        // Given
        Path file = file("1,guest,2026-03-02,5", "2,null,2026-03-02,5");
        Path summary = folder.resolve("summary.json");

        // When
        CommandRun run = CommandRun.of("demo", "--input", file.toString(), "--summary", summary.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .endsWith("rfm-streams demo: " + file + ": none of 2 lines is an order; nothing is sent\n");
        assertThat(ApiClient.json(Files.readString(summary)).path("dropped"))
                .isEqualTo(ApiClient.json("{\"placeholder-customer\":2}"));
        assertThat(ApiClient.json(Files.readString(summary)).path("orders").asInt(-1))
                .isZero();
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(
                folder.resolve("orders.csv"),
                "order_id,customer_id,occurred_at,amount\n" + String.join("\n", List.of(lines)));
    }
}
