package io.rfmstreams.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rfmstreams.Page;
import io.rfmstreams.training.CustomerRfm;
import io.rfmstreams.training.ReferenceData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabDemoIT {

    private static final double DIGITS = 1e-6;

    /** The options of the lab: a lifetime window, raw features and no cold start. */
    static final List<String> AS_THE_LAB = List.of(
            "--train-at",
            "end",
            "--end-at",
            "2024-12-31T00:00:00Z",
            "-D",
            "rfm.window=lifetime",
            "-D",
            "model.transform=identity",
            "-D",
            "model.scaling=standard",
            "-D",
            "model.k=4",
            "-D",
            "cold.start.orders=1");

    @Test
    void shouldReproduceTheResultsOfTheLab(@TempDir Path folder) throws Exception {
        // Given
        List<CustomerRfm> reference = ReferenceData.customers("lab");

        // When
        DemoRun run = DemoRun.into(folder, AS_THE_LAB);

        // Then
        assertThat(reference).hasSize(2_000);
        RfmComparison.assertAgree(run.customers(), reference);
        JsonNode model = run.model();
        assertThat(model.path("training").path("inertia").asDouble()).isBetween(892.6187, 892.63);
        assertThat(model.path("segments"))
                .extracting(segment -> segment.path("customers").asInt())
                .containsExactly(182, 348, 894, 576);
        assertThat(run.sizes()).containsExactlyInAnyOrderEntriesOf(sizes(model));
        assertThat(run.out()).contains("20,334 orders of 2,000 customers");
        assertThat(run.summary())
                .hasToString("{\"orders\":20334,\"customers\":2000,\"duplicates\":0,\"conflictingDuplicates\":0,"
                        + "\"expiredOnArrival\":0,\"refunds\":{\"linked\":0,\"unlinked\":0,\"pending\":0,\"ignored\":0},"
                        + "\"deadLetters\":{},\"dropped\":{},"
                        + "\"changes\":{\"FIRST_PURCHASE\":2000,\"MODEL\":2000},\"alerts\":{},\"models\":1}");
        assertThat(run.sortedChanges()).hasSize(4_000).doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveTheSameResultTwice(@TempDir Path folder) throws Exception {
        // Given
        List<String> flags = List.of("--train-at", "P180D");
        DemoRun first = DemoRun.into(folder.resolve("first"), flags);

        // When
        DemoRun second = DemoRun.into(folder.resolve("second"), flags);

        // Then
        assertThat(second.sortedChanges()).isEqualTo(first.sortedChanges());
        assertThat(second.export()).isEqualTo(first.export());
        assertThat(second.summary()).isEqualTo(first.summary());
        assertThat(first.sortedChanges()).contains(exampleOfTheDocuments());
        assertThat(first.summary().path("models").asInt()).isEqualTo(5);
        assertThat(Stream.of("FIRST_PURCHASE", "PURCHASE", "MODEL")).allSatisfy(reason -> assertThat(
                        first.summary().path("changes").path(reason).asInt())
                .isPositive());
        assertMatchesTheReference(second.model().path("return"));
    }

    /** The trainer reads the purchases from Kafka, for all customers. Recency alone wins in the lab. */
    private static void assertMatchesTheReference(JsonNode returns) throws IOException {
        JsonNode expected;
        try (InputStream json = LabDemoIT.class.getResourceAsStream("/io/rfmstreams/training/lab-return.json")) {
            expected = JsonMapper.builder().build().readTree(json).path("validation");
        }
        JsonNode validation = returns.path("validation");
        assertThat(validation.path("model").asText()).isEqualTo("recency");
        assertThat(returns.path("recency").asDouble()).isCloseTo(-1.096808, within(DIGITS));
        assertThat(validation.path("training").path("rows")).isEqualTo(expected.path("train"));
        assertThat(validation.path("test").path("rows")).isEqualTo(expected.path("test"));
        Map<String, String> names =
                Map.of("logistic", "logistic", "recencyOnly", "recencyOnly", "nearestNeighbours", "knn100");
        names.forEach(
                (ours, theirs) -> assertThat(List.of("auc", "logLoss", "brier")).allSatisfy(measure -> assertThat(
                                validation.path(ours).path(measure).asDouble())
                        .as(ours + "." + measure)
                        .isCloseTo(expected.path(theirs).required(measure).asDouble(), within(DIGITS))));
        assertThat(validation.path("calibration")).hasSameSizeAs(expected.path("calibration"));
    }

    /** The segment change that docs/messages.md shows, which is the first that the demo writes. */
    private static String exampleOfTheDocuments() {
        return Page.of("docs/messages.md").block("{\"eventId\"").stream()
                .map(String::strip)
                .collect(Collectors.joining());
    }

    private static Map<String, Long> sizes(JsonNode model) {
        return model.path("segments")
                .valueStream()
                .collect(Collectors.toMap(segment -> segment.path("id").asText(), segment -> segment.path("customers")
                        .asLong()));
    }
}
