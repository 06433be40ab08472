package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.TopicAdmin.TopicStatus;
import io.rfmstreams.contract.TopicNames;
import io.rfmstreams.contract.TopicRole;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tests of the topic administration with a real Kafka broker. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TopicAdminScenarios {

    private static final short ONE_COPY = 1;

    private final TestBroker broker;
    private Admin admin;

    TopicAdminScenarios(TestBroker broker) {
        this.broker = broker;
    }

    @BeforeAll
    void startBroker() {
        broker.start();
    }

    @BeforeEach
    void connect() {
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void disconnect() {
        if (admin != null) { // null if the test was skipped
            admin.close();
        }
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Test
    void shouldCreateEveryTopicWithItsSettings() {
        // Given
        TopicAdmin topics = topics("new.");

        // When
        List<String> created = topics.createMissing(3, ONE_COPY);

        // Then
        assertThat(created)
                .containsExactly(
                        "new.purchases",
                        "new.rfm-clock",
                        "new.segment-models",
                        "new.segment-changes",
                        "new.churn-alerts",
                        "new.customer-profiles",
                        "new.customer-offers",
                        "new.rfm-dead-letters");
        String thirtyDays = "2592000000";
        assertThat(topics.check())
                .containsExactly(
                        good(
                                TopicRole.PURCHASES,
                                "new.purchases",
                                3,
                                Map.of("cleanup.policy", "delete", "retention.ms", "-1")),
                        good(TopicRole.CLOCK, "new.rfm-clock", 3, Map.of("cleanup.policy", "delete")),
                        good(TopicRole.MODELS, "new.segment-models", 1, Map.of("cleanup.policy", "compact")),
                        good(
                                TopicRole.CHANGES,
                                "new.segment-changes",
                                3,
                                Map.of("cleanup.policy", "delete", "retention.ms", thirtyDays)),
                        good(
                                TopicRole.ALERTS,
                                "new.churn-alerts",
                                3,
                                Map.of("cleanup.policy", "delete", "retention.ms", thirtyDays)),
                        good(TopicRole.PROFILES, "new.customer-profiles", 3, Map.of("cleanup.policy", "compact")),
                        good(
                                TopicRole.OFFERS,
                                "new.customer-offers",
                                3,
                                Map.of("cleanup.policy", "delete", "retention.ms", "-1")),
                        good(
                                TopicRole.DEAD_LETTERS,
                                "new.rfm-dead-letters",
                                3,
                                Map.of("cleanup.policy", "delete", "retention.ms", thirtyDays)));
    }

    @Test
    void shouldCreateOnlyMissingTopics() {
        // Given
        TopicAdmin topics = topics("some.");
        create(new NewTopic("some.purchases", 5, ONE_COPY));

        // When
        List<String> created = topics.createMissing(5, ONE_COPY);

        // Then
        assertThat(created).hasSize(7).doesNotContain("some.purchases");
        assertThat(topics.createMissing(5, ONE_COPY)).isEmpty();
        assertThat(topics.check())
                .allSatisfy(topic -> assertThat(topic.problems()).isEmpty());
    }

    @Test
    void shouldReportEveryMissingTopic() {
        // When
        List<TopicStatus> statuses = topics("none.").check();

        // Then
        assertThat(statuses).hasSize(TopicRole.values().length).allSatisfy(topic -> {
            assertThat(topic.exists()).isFalse();
            assertThat(topic.problems())
                    .isEqualTo(
                            topic.role() == TopicRole.OFFERS
                                    ? List.of()
                                    : List.of("is missing; `topics --create` creates it"));
        });
    }

    @Test
    void shouldReportTopicsWithWrongSettings() {
        // Given
        TopicAdmin topics = topics("odd.");
        create(
                new NewTopic("odd.purchases", 4, ONE_COPY).configs(Map.of("cleanup.policy", "compact")),
                new NewTopic("odd.rfm-clock", 3, ONE_COPY),
                new NewTopic("odd.segment-models", 2, ONE_COPY),
                new NewTopic("odd.customer-profiles", 9, ONE_COPY).configs(Map.of("cleanup.policy", "compact")));

        // When
        List<TopicStatus> statuses = topics.check();

        // Then
        assertThat(statuses)
                .filteredOn(TopicStatus::exists)
                .extracting(topic -> topic.name() + " " + String.join("; ", topic.problems()))
                .containsExactly(
                        "odd.purchases has cleanup.policy=compact, must have delete",
                        "odd.rfm-clock has 3 partitions, must have as many as topic odd.purchases, which has 4",
                        "odd.segment-models has 2 partitions, must have 1; "
                                + "has cleanup.policy=delete, must have compact",
                        "odd.customer-profiles ");
    }

    @Test
    void shouldNotStartWithoutItsTopics() {
        // Given
        Configuration configuration = Configuration.load(Map.of("topics.prefix", "no."), Map.of(), null);
        Settings settings = new Settings(configuration.withBootstrapServers(broker.bootstrapServers()));

        // When
        assertThatThrownBy(() -> ProcessRole.run(settings))

                // Then
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "topics are not ready: no.purchases is missing; `topics --create` creates it; ");
    }

    private TopicAdmin topics(String prefix) {
        return new TopicAdmin(admin, new TopicNames(prefix, Map.of()));
    }

    private void create(NewTopic... topics) {
        KafkaFutures.await(admin.createTopics(List.of(topics)).all(), "create the topics of the test");
        await().until(() -> admin.listTopics()
                .names()
                .get()
                .containsAll(Arrays.stream(topics).map(NewTopic::name).toList()));
    }

    private static TopicStatus good(TopicRole role, String name, int partitions, Map<String, String> settings) {
        return new TopicStatus(role, name, partitions, settings, List.of());
    }
}
