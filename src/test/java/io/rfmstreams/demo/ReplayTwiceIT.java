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

/** Replays a file twice into one data folder: Online Retail with refunds if it is available, otherwise the lab. */
class ReplayTwiceIT {

    private static final Path ONLINE_RETAIL = Path.of("..", "shared", "data", "online-retail.csv.gz");

    private final Path folder;

    ReplayTwiceIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldChangeNothing() throws Exception {
        // Given
        DemoRun first = run("first");

        // When
        DemoRun second = run("second");

        // Then
        assertThat(second.export()).isEqualTo(first.export());
        assertThat(second.sortedChanges()).isEqualTo(first.sortedChanges());
        assertThat(second.model()).isEqualTo(first.model());
        int duplicates = second.summary().path("duplicates").asInt();
        int expired = second.summary().path("expiredOnArrival").asInt();
        int ignored = second.summary().path("refunds").path("ignored").asInt();
        ObjectNode expected = first.summary().deepCopy();
        expected.put("duplicates", duplicates);
        expected.put("expiredOnArrival", expired);
        ((ObjectNode) expected.path("refunds")).put("ignored", ignored);
        assertThat(second.summary()).isEqualTo(expected);
        assertThat(first.summary().path("duplicates").asInt()).isZero();
        assertThat(first.summary().path("expiredOnArrival").asInt()).isZero();
        assertThat(duplicates + expired + ignored).isEqualTo(accepted(first.summary()));
        assertThat(duplicates).isPositive();
        assertThat(expired).isPositive();
    }

    @Test
    void shouldAcceptNothingTwiceWithALifetimeWindow() throws Exception {
        // Given
        String[] settings = {"rfm.window=lifetime", "rfm.order.retention=P30D"};
        DemoRun first = run("first", settings);

        // When
        DemoRun second = run("second", settings);

        // Then
        JsonNode deadLetters = second.summary().path("deadLetters");
        int duplicates = second.summary().path("duplicates").asInt();
        int tooLate = deadLetters.path("too-late").asInt();
        ObjectNode expected = first.summary().deepCopy();
        expected.put("duplicates", duplicates);
        expected.putObject("deadLetters").put("too-late", tooLate);
        assertThat(second.summary()).isEqualTo(expected);
        assertThat(duplicates + tooLate).isEqualTo(accepted(first.summary()));
        assertThat(duplicates).isPositive();
        assertThat(tooLate).isPositive();
        assertThat(second.export()).isEqualTo(first.export());
    }

    private DemoRun run(String name, String... settings) throws IOException {
        List<String> flags = new ArrayList<>(List.of(
                "--train-at", "end", "--data-dir", folder.resolve("data").toString()));
        for (String setting : settings) {
            flags.addAll(List.of("-D", setting));
        }
        flags.add("--input");
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

    /** Returns the number of accepted orders and refunds. */
    private static int accepted(JsonNode summary) {
        JsonNode refunds = summary.path("refunds");
        return summary.path("orders").asInt()
                + refunds.path("linked").asInt()
                + refunds.path("unlinked").asInt()
                + refunds.path("pending").asInt()
                + refunds.path("ignored").asInt();
    }
}
