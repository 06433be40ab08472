package io.rfmstreams.contract;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The topics that the program reads and writes, each with its settings. The names may be changed by configuration. */
public enum TopicRole {
    PURCHASES("purchases", Partitions.MANY, Policy.DELETE),
    CLOCK("rfm-clock", Partitions.MANY, Policy.DELETE),
    MODELS("segment-models", Partitions.ONE, Policy.COMPACT),
    CHANGES("segment-changes", Partitions.MANY, Policy.DELETE_AFTER_30_DAYS),
    ALERTS("churn-alerts", Partitions.MANY, Policy.DELETE_AFTER_30_DAYS),
    PROFILES("customer-profiles", Partitions.MANY, Policy.COMPACT),
    DEAD_LETTERS("rfm-dead-letters", Partitions.MANY, Policy.DELETE_AFTER_30_DAYS);

    /** How many partitions a topic has. */
    public enum Partitions {
        ONE,
        /** As many as configured, the same for all such topics. */
        MANY
    }

    /** When records go. */
    public enum Policy {
        /** By age; how old is the broker's own affair. */
        DELETE,
        DELETE_AFTER_30_DAYS,
        /** When a newer one of the same key comes. */
        COMPACT
    }

    private final String defaultName;
    private final Partitions partitions;
    private final Policy policy;

    TopicRole(String defaultName, Partitions partitions, Policy policy) {
        this.defaultName = defaultName;
        this.partitions = partitions;
        this.policy = policy;
    }

    /** The word for the role in configuration keys, such as {@code dead-letters}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String defaultName() {
        return defaultName;
    }

    public Partitions partitions() {
        return partitions;
    }

    public Policy policy() {
        return policy;
    }

    /** The topic's settings in Kafka's terms, as far as the contract demands any. */
    public Map<String, String> settings() {
        return switch (policy) {
            case DELETE -> Map.of("cleanup.policy", "delete");
            case DELETE_AFTER_30_DAYS ->
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        String.valueOf(Duration.ofDays(30).toMillis()));
            case COMPACT -> Map.of("cleanup.policy", "compact");
        };
    }
}
