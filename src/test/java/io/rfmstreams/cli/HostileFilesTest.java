package io.rfmstreams.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hostile files give a clear error, within a small heap. */
@Timeout(120)
class HostileFilesTest {

    private static final String HEADER = "order_id,customer_id,occurred_at,amount\n";
    private static final int GOOD_LINES = 20;
    private static final int MEBIBYTE = 1 << 20;

    private final Path folder;

    HostileFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldRejectALineOf100Megabytes() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv");
        try (OutputStream csv = open(file)) {
            write(csv, HEADER);
            fill(csv, 'x', 100);
            write(csv, "\n");
            writeGoodLines(csv);
        }

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("line 2 rejected: line-too-long: it has more than 1,000,000 characters");
        assertThat(json(run).path("orders").asInt()).isEqualTo(GOOD_LINES);
    }

    @Test
    void shouldRefuseAHeaderOf100Megabytes() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv");
        try (OutputStream csv = open(file)) {
            fill(csv, 'x', 100);
            writeGoodLines(csv);
        }

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .endsWith("rfm-streams inspect: " + file + " is not a valid data set: its header line cannot be read:"
                        + " it has more than 1,000,000 characters\n");
    }

    @Test
    void shouldRejectAJsonLineOf100Megabytes() throws Exception {
        // Given
        Path file = folder.resolve("orders.jsonl");
        try (OutputStream lines = open(file)) {
            for (int i = 1; i <= GOOD_LINES; i++) {
                write(
                        lines,
                        "{\"orderId\":\"" + i
                                + "\",\"customerId\":\"ann\",\"amount\":5,\"occurredAt\":\"2026-03-02T00:00:00Z\"}\n");
            }
            write(lines, "{\"orderId\":\"");
            fill(lines, '[', 100);
        }

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("line 21 rejected: line-too-long: it has more than 1,000,000 bytes");
        assertThat(json(run).path("orders").asInt()).isEqualTo(GOOD_LINES);
    }

    @Test
    void shouldRefuseAFileThatUnpacksBeyondTheLimit() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv.gz");
        try (OutputStream csv = new GZIPOutputStream(open(file))) {
            write(csv, HEADER);
            for (int i = 0; i < 100; i++) {
                fill(csv, '\n', 1);
            }
        }

        // When
        CommandRun run = inspect(file, "--max-bytes", "50M");

        // Then
        assertThat(Files.size(file)).isLessThan(MEBIBYTE);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .endsWith("it has more than 52,428,800 bytes when unpacked; --max-bytes sets the limit\n")
                .hasLineCount(1);
    }

    @Test
    void shouldReadOnAfterAQuoteThatIsNotClosed() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv");
        int lines = 200_000;
        try (OutputStream csv = open(file)) {
            write(csv, HEADER);
            write(csv, "q,\"ann,2026-03-02,5\n");
            for (int i = 1; i <= lines; i++) {
                write(csv, i + ",ann,2026-03-02,5\n");
            }
        }

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("line 2 rejected: bad-csv: a quote is not closed");
        assertThat(json(run).path("orders").asInt()).isEqualTo(lines);
    }

    @Test
    void shouldRejectOrRefuseLinesOfQuotesOnly() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv");
        try (OutputStream csv = open(file)) {
            write(csv, HEADER);
            for (int i = 0; i < 50_000; i++) {
                write(csv, "\"x\n\n");
            }
        }

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("line 2 rejected: bad-csv").contains("lines are rejected, more than");
    }

    @Test
    void shouldRejectIdsWithNullBytes() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv");
        try (OutputStream csv = open(file)) {
            write(csv, HEADER);
            writeGoodLines(csv);
            write(csv, "n\0,ann,2026-03-02,5\n");
            write(csv, "\0\0\0\0\n");
        }

        // When
        CommandRun run = inspect(file, "--max-rejects", "20");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("line 22 rejected: bad-id", "n\\u0000,ann");
        assertThat(json(run).path("orders").asInt()).isEqualTo(GOOD_LINES);
    }

    @Test
    void shouldRefuseAFileOfNullBytes() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv");
        try (OutputStream csv = open(file)) {
            fill(csv, '\0', 100);
        }

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .endsWith("rfm-streams inspect: " + file + " is not a valid data set: its header line cannot be read:"
                        + " it has more than 1,000,000 characters\n");
    }

    @Test
    void shouldRefuseABrokenGzipFile() throws Exception {
        // Given
        Path file = folder.resolve("orders.csv.gz");
        try (OutputStream csv = new GZIPOutputStream(open(file))) {
            write(csv, HEADER);
            writeGoodLines(csv);
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        // When
        CommandRun run = inspect(file);

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(file + " cannot be read: ").hasLineCount(1);
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), MEBIBYTE);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    private static void fill(OutputStream out, char c, int megabytes) throws IOException {
        byte[] block = String.valueOf(c).repeat(1_000_000).getBytes(US_ASCII);
        for (int i = 0; i < megabytes; i++) {
            out.write(block);
        }
    }

    private static void writeGoodLines(OutputStream csv) throws IOException {
        for (int i = 1; i <= GOOD_LINES; i++) {
            write(csv, i + ",ann,2026-03-02,5\n");
        }
    }

    private static JsonNode json(CommandRun run) {
        return ApiClient.json(run.out());
    }

    private static CommandRun inspect(Path file, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("inspect", "--json", file.toString()));
        arguments.addAll(List.of(options));
        return ChildRun.withHeap("48m", arguments);
    }
}
