package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.demo.EmbeddedBroker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** State folders and changelogs that were written by this version or an earlier one. {@link StoredSample} makes them. */
@Timeout(300)
class StoredStateIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AFTER_THE_WINDOW = "2025-07-01T00:00:00Z";

    private final Path folder;

    StoredStateIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({"stored-1.zip, true", "stored-1.zip, false"})
    void shouldOpenStoredState(String sample, boolean withStateFolder) throws Exception {
        // Given
        StoredSample stored = unpack(sample);
        List<Path> markers = List.of();
        if (withStateFolder) {
            markers = mark(stored.stateFolder());
        } else {
            Utils.delete(stored.stateFolder().toFile());
        }
        try (EmbeddedBroker broker = stored.startBroker()) {
            Installation shop = stored.installation(broker);

            // When
            try (Instance instance = StoredSample.start(shop);
                    Admin admin = shop.settings().kafka().admin()) {
                CatchUp catchUp = new CatchUp(instance.processor(), admin, shop.settings());
                catchUp.awaitRunning();
                Map<String, Long> before = catchUp.counts();

                // Then each customer is as before, and the state folder was used
                for (Map.Entry<String, String> answer : stored.answers().entrySet()) {
                    JsonNode now = JSON.readTree(StoredSample.answer(instance, answer.getKey()));
                    assertThat(without(now, JSON.readTree(answer.getValue())))
                            .as(answer.getKey())
                            .isEqualTo(JSON.readTree(answer.getValue()));
                }
                assertThat(markers).allMatch(Files::exists);

                // When orders arrive, one of them again, and one with a refund that was there before
                shop.send(
                        bought("regular", "2", "20.25", "2024-03-05T10:00:00Z"),
                        bought("pending", "2", "25", "2024-04-30T10:00:00Z"));
                catchUp.awaitProcessed();

                // Then
                assertThat(catchUp.counts().get("duplicates")).isEqualTo(1 + count(before, "duplicates"));
                assertThat(JSON.readTree(StoredSample.answer(instance, "pending"))
                                .at("/rfm/monetary")
                                .decimalValue())
                        .isEqualByComparingTo("35");

                // When all orders leave the window
                shop.tick(AFTER_THE_WINDOW);
                catchUp.awaitSettled(Timestamps.parse(AFTER_THE_WINDOW));

                // Then no timer was lost
                assertThat(shop.profiles())
                        .hasSameSizeAs(stored.answers().keySet())
                        .allMatch(profile -> profile.rfm().frequency() == 0);
            }
        }
    }

    private StoredSample unpack(String sample) throws IOException {
        try (InputStream zip = Objects.requireNonNull(getClass().getResourceAsStream(sample), sample)) {
            return StoredSample.unpack(zip, folder);
        }
    }

    private static long count(Map<String, Long> counts, String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** Puts a file into the folder of each task. Kafka Streams deletes the folder if it does not use the state. */
    private static List<Path> mark(Path stateFolder) throws IOException {
        try (Stream<Path> files = Files.walk(stateFolder)) {
            List<Path> tasks = files.filter(
                            file -> file.getFileName().toString().matches("\\d+_\\d+"))
                    .toList();
            assertThat(tasks).hasSize(2);
            for (Path task : tasks) {
                Files.createFile(task.resolve("marker"));
            }
            return tasks.stream().map(task -> task.resolve("marker")).toList();
        }
    }

    /** Returns an answer without the fields that the stored answer does not have, since later versions may add some. */
    private static JsonNode without(JsonNode answer, JsonNode stored) {
        if (answer instanceof ObjectNode object && stored.isObject()) {
            ObjectNode rest = JSON.createObjectNode();
            object.properties().forEach(field -> {
                if (stored.has(field.getKey())) {
                    rest.set(field.getKey(), without(field.getValue(), stored.get(field.getKey())));
                }
            });
            return rest;
        }
        return answer;
    }
}
