package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processors with a standby each. While Kafka is unavailable and one processor is killed, the other answers for all
 * customers.
 */
@Timeout(240)
class StandbyQueryIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CUSTOMERS =
            IntStream.range(0, 60).mapToObj(i -> "c" + i).toList();
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Duration LAGS_GROW_OLD = Duration.ofSeconds(17);

    private final EmbeddedTestBroker broker = new EmbeddedTestBroker();
    private final List<ChildProcessor> instances = new ArrayList<>();
    private final Path folder;

    StandbyQueryIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void startBroker() {
        broker.start();
    }

    @AfterEach
    void stop() {
        instances.forEach(ChildProcessor::close);
        broker.close();
    }

    @Test
    void shouldAnswerFromStandbysWhileKafkaAndTheOwnerAreUnavailable() throws Exception {
        // Given
        Installation shop = Installation.create(broker.bootstrapServers(), "copies", folder.resolve("state"));
        for (int i = 0; i < 2; i++) {
            instances.add(ChildProcessor.start(configuration(shop, i), folder.resolve("instance-" + i + ".log")));
        }
        instances.forEach(ChildProcessor::awaitReady);
        shop.send(CUSTOMERS.stream()
                .map(id -> bought(id, "1", "12.5", "2024-01-01T10:00:00Z"))
                .toList());
        ChildProcessor survivor = instances.get(1);
        await().atMost(TIMEOUT).until(() -> CUSTOMERS.stream().allMatch(id -> isStored(survivor, id)));
        assertThat(answers(survivor)).noneMatch(answer -> answer.path("stale").asBoolean());

        // When
        broker.close();
        instances.get(0).kill();

        // Then also after the lags of the standbys have been unknown for a while
        long end = System.nanoTime() + LAGS_GROW_OLD.toNanos();
        do {
            assertThat(answers(survivor))
                    .allMatch(answer -> answer.path("rfm").path("frequency").asInt() == 1)
                    .anyMatch(answer -> answer.path("stale").asBoolean())
                    .anyMatch(answer -> !answer.path("stale").asBoolean());
        } while (System.nanoTime() < end);
    }

    private Map<String, String> configuration(Installation shop, int instance) {
        Map<String, String> configuration = new HashMap<>(shop.overrides());
        configuration.put(
                "process.state.dir", folder.resolve("state-" + instance).toString());
        configuration.put("process.standbys", "1");
        configuration.put("process.threads", "1");
        return configuration;
    }

    private static boolean isStored(ChildProcessor instance, String customerId) {
        try {
            return instance.getStored(customerId).statusCode() == 200;
        } catch (IOException silent) {
            return false;
        }
    }

    /** Returns the response of an instance for each customer. Fails if there is none. */
    private static List<JsonNode> answers(ChildProcessor instance) throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        for (String id : CUSTOMERS) {
            HttpResponse<String> answer = instance.get("/v1/customers/" + id);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            answers.add(JSON.readTree(answer.body()));
        }
        return answers;
    }
}
