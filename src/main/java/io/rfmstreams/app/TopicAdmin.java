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

/** Creates the topics and tells how those that exist differ from what the contract demands. */
public final class TopicAdmin {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Admin admin;
    private final TopicNames names;

    public TopicAdmin(Admin admin, TopicNames names) {
        this.admin = admin;
        this.names = names;
    }

    /**
     * What a topic is like.
     *
     * @param partitions 0 where the topic does not exist
     * @param problems what must be put right, in plain words
     */
    public record TopicStatus(
            TopicRole role, String name, int partitions, Map<String, String> settings, List<String> problems) {

        public boolean exists() {
            return partitions > 0;
        }
    }

    /**
     * Creates the topics that are missing, with the configured partitions and replication, and returns once their
     * leaders answer.
     *
     * @return the names of those created
     */
    public List<String> createMissing(Settings settings) {
        return createMissing(
                settings.get(ConfigKey.TOPICS_PARTITIONS),
                settings.get(ConfigKey.TOPICS_REPLICATION).shortValue());
    }

    /** The same with partitions and replication given; a replication of -1 leaves it to the broker. */
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

    /** Whether this call made the topic; false where another was faster. */
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
     * Waits until the leader of every partition answers. A broker learns of a topic a little later than the controller that
     * makes it, and where the first of several batches under way comes before that and the second after it, the first is
     * refused for good (KAFKA-15591).
     */
    private void awaitLeaders(List<String> topics) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!haveLeaders(topics, System.nanoTime() > deadline)) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** Kafka's admin client waits by itself for partitions without a leader, but not for topics that a broker does not know. */
    private boolean haveLeaders(List<String> topics, boolean isLastLook) {
        try {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            KafkaFutures.await(admin.describeTopics(topics).allTopicNames(), "describe the new topics")
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(partition -> asked.put(
                                    new TopicPartition(topic, partition.partition()), OffsetSpec.earliest())));
            KafkaFutures.await(admin.listOffsets(asked).all(), "find the leaders of the new topics");
            return true;
        } catch (KafkaUnavailableException refused) {
            if (refused.getCause() instanceof UnknownTopicOrPartitionException && !isLastLook) {
                return false;
            }
            throw refused;
        }
    }

    private Set<String> topicNames() {
        return KafkaFutures.await(admin.listTopics().names(), "list the topics");
    }

    /** Looks at all topics, in the order of the roles. */
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
                "read the topics' settings");
        Map<String, Config> settings = new HashMap<>();
        configs.forEach((resource, config) -> settings.put(resource.name(), config));
        Map<TopicRole, TopicStatus> statuses = new EnumMap<>(TopicRole.class);
        for (TopicRole role : TopicRole.values()) {
            statuses.put(role, status(role, descriptions, settings));
        }
        compareInputs(statuses);
        return List.copyOf(statuses.values());
    }

    /** What must be put right before the processor can work; empty where all is well. */
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
            return new TopicStatus(
                    role, name, 0, Map.of(), new ArrayList<>(List.of("is missing; `topics --create` makes it")));
        }
        int partitions = description.partitions().size();
        List<String> problems = new ArrayList<>();
        if (role.partitions() == TopicRole.Partitions.ONE && partitions != 1) {
            problems.add("has " + partitions + " partitions, must have 1");
        }
        Map<String, String> actual = new HashMap<>();
        for (Map.Entry<String, String> wanted : role.settings().entrySet()) {
            String value = config.get(wanted.getKey()).value();
            actual.put(wanted.getKey(), value);
            if (wanted.getKey().equals("cleanup.policy") && !value.equals(wanted.getValue())) {
                problems.add("has cleanup.policy=" + value + ", must have " + wanted.getValue());
            }
        }
        if (RecordLimits.OUTPUTS.contains(role) && RecordLimits.topicBytes(config) < RecordLimits.LEAST_BYTES) {
            problems.add("has max.message.bytes=" + RecordLimits.topicBytes(config) + ", must have "
                    + RecordLimits.LEAST_BYTES + " or more");
        }
        return new TopicStatus(role, name, partitions, actual, problems);
    }

    /** Ticks go to every partition of purchases, so that both topics need the same number. */
    private static void compareInputs(Map<TopicRole, TopicStatus> statuses) {
        TopicStatus purchases = requireNonNull(statuses.get(TopicRole.PURCHASES));
        TopicStatus clock = requireNonNull(statuses.get(TopicRole.CLOCK));
        if (purchases.exists() && clock.exists() && purchases.partitions() != clock.partitions()) {
            clock.problems()
                    .add("has " + clock.partitions() + " partitions, must have as many as " + purchases.name() + ": "
                            + purchases.partitions());
        }
    }
}
