package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends the same file twice to one data folder: Online Retail with its refunds where that is at hand, else the lab's. */
class ReplayTwiceIT {

    private static final Path ONLINE_RETAIL = Path.of("..", "shared", "data", "online-retail.csv.gz");

    private final Path folder;

    ReplayTwiceIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldChangeNothingWhereEverythingIsRemembered() throws Exception {
        // Given
        DemoRun first = run("first", "rfm.order.memory=P3650D");

        // When
        DemoRun second = run("second", "rfm.order.memory=P3650D");

        // Then
        assertThat(second.export()).isEqualTo(first.export());
        assertThat(second.sortedChanges()).isEqualTo(first.sortedChanges());
        assertThat(second.model()).isEqualTo(first.model());
        ObjectNode expected = first.summary().deepCopy();
        expected.put("duplicates", taken(first.summary()));
        assertThat(second.summary()).isEqualTo(expected);
        assertThat(first.summary().path("duplicates").asInt()).isZero();
    }

    @Test
    void shouldTakeNothingTwiceWhereMostIsForgotten() throws Exception {
        // Given
        DemoRun first = run("first", "rfm.order.memory=P30D");

        // When
        DemoRun second = run("second", "rfm.order.memory=P30D");

        // Then
        JsonNode deadLetters = second.summary().path("deadLetters");
        int duplicates = second.summary().path("duplicates").asInt();
        int beyondMemory = deadLetters.path("beyond-memory").asInt();
        ObjectNode expected = first.summary().deepCopy();
        expected.put("duplicates", duplicates);
        expected.putObject("deadLetters").put("beyond-memory", beyondMemory);
        assertThat(second.summary()).isEqualTo(expected);
        assertThat(duplicates + beyondMemory).isEqualTo(taken(first.summary()));
        assertThat(duplicates).isPositive();
        assertThat(beyondMemory).isPositive();
        assertThat(second.export()).isEqualTo(first.export());
    }

    private DemoRun run(String name, String setting) throws IOException {
        List<String> flags = new ArrayList<>(List.of(
                "--train-at", "end", "--data-dir", folder.resolve("data").toString(), "-D", setting, "--input"));
        if (Files.exists(ONLINE_RETAIL)) {
            flags.addAll(List.of(ONLINE_RETAIL.toString(), "--format", "online-retail"));
        } else {
            flags.add(lab().toString());
        }
        return DemoRun.into(folder.resolve(name), flags);
    }

    private Path lab() throws IOException {
        Path file = folder.resolve("lab.csv.gz");
        try (InputStream lab = Objects.requireNonNull(DataSets.class.getResourceAsStream("lab-transactions.csv.gz"))) {
            Files.write(file, lab.readAllBytes());
        }
        return file;
    }

    /** How many orders and refunds were taken. */
    private static int taken(JsonNode summary) {
        JsonNode refunds = summary.path("refunds");
        return summary.path("orders").asInt()
                + refunds.path("linked").asInt()
                + refunds.path("unlinked").asInt()
                + refunds.path("ignored").asInt();
    }
}
