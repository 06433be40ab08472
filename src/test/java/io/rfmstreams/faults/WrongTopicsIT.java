package io.rfmstreams.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.Installation;
import io.rfmstreams.cli.CommandRun;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.EmbeddedBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A processor does not start with topics whose settings are wrong, and says what must be corrected. */
class WrongTopicsIT {

    private static EmbeddedBroker broker;

    private enum Wrong {
        MISSING_PURCHASES(TopicRole.PURCHASES, "purchases is missing; `topics --create` creates it"),
        MISSING_PROFILES(TopicRole.PROFILES, "customer-profiles is missing; `topics --create` creates it"),
        MORE_CLOCK_PARTITIONS(TopicRole.CLOCK, 3, "rfm-clock has 3 partitions, must have as many as topic"),
        MORE_MODEL_PARTITIONS(TopicRole.MODELS, 2, "segment-models has 2 partitions, must have 1"),
        COMPACTED_PURCHASES(
                TopicRole.PURCHASES, "cleanup.policy", "compact", "has cleanup.policy=compact, must have delete"),
        COMPACTED_TICKS(TopicRole.CLOCK, "cleanup.policy", "compact", "has cleanup.policy=compact, must have delete"),
        COMPACTED_CHANGES(
                TopicRole.CHANGES, "cleanup.policy", "compact", "has cleanup.policy=compact, must have delete"),
        COMPACTED_ALERTS(TopicRole.ALERTS, "cleanup.policy", "compact", "has cleanup.policy=compact, must have delete"),
        COMPACTED_DEAD_LETTERS(
                TopicRole.DEAD_LETTERS, "cleanup.policy", "compact", "has cleanup.policy=compact, must have delete"),
        DELETED_MODELS(TopicRole.MODELS, "cleanup.policy", "delete", "has cleanup.policy=delete, must have compact"),
        DELETED_PROFILES(
                TopicRole.PROFILES, "cleanup.policy", "delete", "has cleanup.policy=delete, must have compact"),
        SMALL_PROFILES(TopicRole.PROFILES, "max.message.bytes", "100", "has max.message.bytes=100, must have at least"),
        SMALL_CHANGES(TopicRole.CHANGES, "max.message.bytes", "100", "has max.message.bytes=100, must have at least");

        private final TopicRole role;
        private final int partitions;
        private final String key;
        private final String value;
        private final String message;

        Wrong(TopicRole role, String message) {
            this(role, 0, "", "", message);
        }

        Wrong(TopicRole role, int partitions, String message) {
            this(role, partitions, "", "", message);
        }

        Wrong(TopicRole role, String key, String value, String message) {
            this(role, 0, key, value, message);
        }

        Wrong(TopicRole role, int partitions, String key, String value, String message) {
            this.role = role;
            this.partitions = partitions;
            this.key = key;
            this.value = value;
            this.message = message;
        }

        void apply(Admin admin, String topic) throws Exception {
            if (!key.isEmpty()) {
                AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
                admin.incrementalAlterConfigs(
                                Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)))
                        .all()
                        .get();
                return;
            }
            admin.deleteTopics(List.of(topic)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(topic));
            if (partitions > 0) {
                admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(role.settings())))
                        .all()
                        .get();
            }
        }
    }

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.startTemporary();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotStart(Wrong wrong, @TempDir Path folder) throws Exception {
        // Given
        Installation shop = Installation.create(broker.bootstrapServers(), wrong.name(), folder, 2);
        try (Admin admin = shop.settings().kafka().admin()) {
            wrong.apply(admin, shop.settings().topics().of(wrong.role));
        }
        List<String> words = new ArrayList<>(List.of("process"));
        shop.overrides().forEach((key, value) -> words.addAll(List.of("-D", key + "=" + value)));

        // When
        CommandRun run = CommandRun.of(words.toArray(String[]::new));

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("topics are not ready: " + wrong.name() + ".", wrong.message);
    }
}
