package io.rfmstreams.app;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.contract.TopicNames;
import io.rfmstreams.contract.TopicRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics and checks the settings of existing ones. */
public final class TopicAdmin {

    private static final Duration LEADER_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final Admin admin;
    private final TopicNames names;

    public TopicAdmin(Admin admin, TopicNames names) {
        this.admin = admin;
        this.names = names;
    }

    /**
     * The state of a topic.
     *
     * @param partitions 0 if the topic does not exist
     * @param problems what must be corrected; each continues a sentence that starts with the name of the topic
     */
    public record TopicStatus(
            TopicRole role, String name, int partitions, Map<String, String> settings, List<String> problems) {

        public boolean exists() {
            return partitions > 0;
        }
    }

    /**
     * Creates the missing topics with the configured partitions and replication factor. It returns when all their partitions
     * have leaders.
     *
     * @return the names of the created topics
     */
    public List<String> createMissing(Settings settings) {
        return createMissing(
                settings.get(ConfigKey.TOPICS_PARTITIONS),
                settings.get(ConfigKey.TOPICS_REPLICATION).shortValue());
    }

    /**
     * Creates the missing topics with a number of partitions and a replication factor; -1 selects the broker's default.
     */
    List<String> createMissing(int partitions, short replication) {
        Set<String> existing = topicNames();
        List<NewTopic> missing = Arrays.stream(TopicRole.values())
                .filter(role -> !existing.contains(names.of(role)))
                .map(role -> new NewTopic(
                                names.of(role),
                                role.partitions() == TopicRole.Partitions.ONE ? 1 : partitions,
                                replication)
                        .configs(role.settings()))
                .toList();
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(missing).values();
        List<String> created = missing.stream()
                .map(NewTopic::name)
                .filter(name -> isCreated(requireNonNull(answers.get(name))))
                .toList();
        awaitLeaders(missing.stream().map(NewTopic::name).toList());
        return created;
    }

    /** Returns whether this call created the topic; false if another process created it first. */
    private static boolean isCreated(KafkaFuture<Void> answer) {
        try {
            KafkaFutures.await(answer, "create the topics");
            return true;
        } catch (KafkaUnavailableException refused) {
            if (refused.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw refused;
        }
    }

    /**
     * Waits until the leader of each partition responds. A broker learns of a new topic later than the controller. If a
     * producer has several batches in flight at that time, the first can fail for good (KAFKA-15591).
     */
    private void awaitLeaders(List<String> topics) {
        long deadline = System.nanoTime() + LEADER_TIMEOUT.toNanos();
        while (!haveLeaders(topics, System.nanoTime() > deadline)) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    /**
     * Kafka's admin client retries for partitions without a leader, but not for topics that a broker does not know yet.
     */
    private boolean haveLeaders(List<String> topics, boolean isLastAttempt) {
        try {
            Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
            KafkaFutures.await(admin.describeTopics(topics).allTopicNames(), "describe the new topics")
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(partition -> earliest.put(
                                    new TopicPartition(topic, partition.partition()), OffsetSpec.earliest())));
            KafkaFutures.await(admin.listOffsets(earliest).all(), "find the leaders of the new topics");
            return true;
        } catch (KafkaUnavailableException refused) {
            if (refused.getCause() instanceof UnknownTopicOrPartitionException && !isLastAttempt) {
                return false;
            }
            throw refused;
        }
    }

    /** Returns the number of partitions of a topic. */
    static int partitions(Admin admin, String topic) {
        TopicDescription description = requireNonNull(
                KafkaFutures.await(admin.describeTopics(List.of(topic)).allTopicNames(), "describe topic " + topic)
                        .get(topic));
        return description.partitions().size();
    }

    private Set<String> topicNames() {
        return KafkaFutures.await(admin.listTopics().names(), "list the topics");
    }

    /** Returns the state of all topics, in the order of the roles. */
    public List<TopicStatus> check() {
        Set<String> existing = topicNames();
        List<String> found = Arrays.stream(TopicRole.values())
                .map(names::of)
                .filter(existing::contains)
                .toList();
        Map<String, TopicDescription> descriptions =
                KafkaFutures.await(admin.describeTopics(found).allTopicNames(), "describe the topics");
        Map<ConfigResource, Config> configs = KafkaFutures.await(
                admin.describeConfigs(found.stream()
                                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                                .toList())
                        .all(),
                "read the settings of the topics");
        Map<String, Config> settings = new HashMap<>();
        configs.forEach((resource, config) -> settings.put(resource.name(), config));
        Map<TopicRole, TopicStatus> statuses = new EnumMap<>(TopicRole.class);
        for (TopicRole role : TopicRole.values()) {
            statuses.put(role, status(role, descriptions, settings));
        }
        compareInputs(statuses);
        return List.copyOf(statuses.values());
    }

    /** Returns what must be corrected before the processor can start; empty if all topics are valid. */
    Optional<String> problems() {
        String problems = check().stream()
                .filter(status -> !status.problems().isEmpty())
                .map(status -> status.name() + " " + String.join(" and ", status.problems()))
                .collect(Collectors.joining("; "));
        return problems.isEmpty() ? Optional.empty() : Optional.of("topics are not ready: " + problems);
    }

    private TopicStatus status(
            TopicRole role, Map<String, TopicDescription> descriptions, Map<String, Config> settings) {
        String name = names.of(role);
        TopicDescription description = descriptions.get(name);
        Config config = settings.get(name);
        if (description == null || config == null) {
            List<String> missing = role.isOptional() ? List.of() : List.of("is missing; `topics --create` creates it");
            return new TopicStatus(role, name, 0, Map.of(), new ArrayList<>(missing));
        }
        int partitions = description.partitions().size();
        List<String> problems = new ArrayList<>();
        if (role.partitions() == TopicRole.Partitions.ONE && partitions != 1) {
            problems.add("has " + partitions + " partitions, must have 1");
        }
        Map<String, String> actual = new HashMap<>();
        for (Map.Entry<String, String> required : role.settings().entrySet()) {
            String value = config.get(required.getKey()).value();
            actual.put(required.getKey(), value);
            if (required.getKey().equals("cleanup.policy") && !value.equals(required.getValue())) {
                problems.add("has cleanup.policy=" + value + ", must have " + required.getValue());
            }
        }
        if (RecordLimits.OUTPUTS.contains(role) && RecordLimits.topicBytes(config) < RecordLimits.MIN_BYTES) {
            problems.add("has max.message.bytes=" + RecordLimits.topicBytes(config) + ", must have at least "
                    + RecordLimits.MIN_BYTES);
        }
        return new TopicStatus(role, name, partitions, actual, problems);
    }

    /** Each partition of purchases needs ticks, so both topics must have the same number of partitions. */
    private static void compareInputs(Map<TopicRole, TopicStatus> statuses) {
        TopicStatus purchases = requireNonNull(statuses.get(TopicRole.PURCHASES));
        TopicStatus clock = requireNonNull(statuses.get(TopicRole.CLOCK));
        if (purchases.exists() && clock.exists() && purchases.partitions() != clock.partitions()) {
            clock.problems()
                    .add("has " + clock.partitions() + " partitions, must have as many as topic " + purchases.name()
                            + ", which has " + purchases.partitions());
        }
    }
}
