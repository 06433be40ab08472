package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.Installation.RunningProcessor;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.topology.SegmentationTopology;
import io.rfmstreams.topology.SharedRocksMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Local state that is older than the state in Kafka. */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class StateDirectoryIT {

    private final EmbeddedTestBroker broker = new EmbeddedTestBroker();
    private final Path directory;

    StateDirectoryIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    void startBroker() {
        broker.start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Test
    void shouldNotUseStateThatIsOlderThanTheTombstonesOfItsChangelog() throws IOException {
        // Given
        Installation shop = installation("old");
        process(shop, "1");
        List<Path> tasks = tasks(shop);
        for (Path task : tasks) {
            Files.createFile(task.resolve("marker"));
            Files.setLastModifiedTime(
                    task, FileTime.from(Instant.now().minus(SegmentationTopology.MAX_STATE_AGE.plusHours(1))));
        }

        // When
        process(shop, "2");

        // Then
        assertThat(tasks).hasSize(2).allSatisfy(task -> assertThat(task.resolve("marker"))
                .doesNotExist());
        assertThat(shop.profiles())
                .singleElement()
                .satisfies(profile -> assertThat(profile.rfm().frequency()).isEqualTo(2));
        for (String store : List.of("customers", "orders")) {
            assertThat(deleteRetention(shop, "old-" + store + "-changelog")).isGreaterThan(maxAge(shop));
        }
    }

    @Test
    void shouldUseRecentState() throws IOException {
        // Given
        Installation shop = installation("young");
        process(shop, "1");
        List<Path> tasks = tasks(shop);
        for (Path task : tasks) {
            Files.createFile(task.resolve("marker"));
            Files.setLastModifiedTime(
                    task, FileTime.from(Instant.now().minus(SegmentationTopology.MAX_STATE_AGE.minusHours(1))));
        }

        // When
        process(shop, "2");

        // Then
        assertThat(tasks).allSatisfy(task -> assertThat(task.resolve("marker")).exists());
    }

    @Test
    void shouldRejectStateOfTopicsThatWereCreatedAgain() {
        // Given
        Installation shop = installation("anew");
        process(shop, "1");
        String purchases = shop.settings().topics().of(TopicRole.PURCHASES);
        try (Admin admin = shop.settings().kafka().admin()) {
            KafkaFutures.await(admin.deleteTopics(List.of(purchases)).all(), "delete the purchases");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !admin.listTopics().names().get().contains(purchases));
        }
        installation("anew");

        // Then
        assertThatThrownBy(() -> new StreamProcessor(shop.settings()).close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "the state in " + directory.resolve("anew/anew") + " was built from other topics. ")
                .hasMessageContaining("renamed: purchases. Set another application.id");
    }

    private Installation installation(String name) {
        return Installation.create(broker.bootstrapServers(), name, directory.resolve(name));
    }

    private static void process(Installation shop, String orderId) {
        shop.send(bought("ann", orderId, "10", "2025-01-01T10:00:00Z"));
        try (RunningProcessor running = shop.start()) {
            running.catchUp().awaitProcessed();
        }
    }

    private List<Path> tasks(Installation shop) throws IOException {
        try (Stream<Path> files = Files.list(directory
                .resolve(shop.settings().applicationId())
                .resolve(shop.settings().applicationId()))) {
            return files.filter(Files::isDirectory)
                    .filter(file -> file.getFileName().toString().matches("\\d+_\\d+"))
                    .sorted()
                    .toList();
        }
    }

    private static long deleteRetention(Installation shop, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = shop.settings().kafka().admin()) {
            return Long.parseLong(requireNonNull(KafkaFutures.await(
                                    admin.describeConfigs(List.of(resource)).all(), "look at " + topic)
                            .get(resource))
                    .get("delete.retention.ms")
                    .value());
        }
    }

    private static long maxAge(Installation shop) {
        try (SharedRocksMemory memory = new SharedRocksMemory(1 << 20, 1 << 20)) {
            return StreamsConfiguration.of(shop.settings(), memory)
                    .getLong(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG);
        }
    }
}
