package io.rfmstreams.contract;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The topics that the program reads and writes, with their settings. Configuration can change the names. */
public enum TopicRole {
    PURCHASES("purchases", Partitions.MANY, Policy.KEEP),
    CLOCK("rfm-clock", Partitions.MANY, Policy.DELETE),
    MODELS("segment-models", Partitions.ONE, Policy.COMPACT),
    CHANGES("segment-changes", Partitions.MANY, Policy.DELETE_AFTER_30_DAYS),
    ALERTS("churn-alerts", Partitions.MANY, Policy.DELETE_AFTER_30_DAYS),
    PROFILES("customer-profiles", Partitions.MANY, Policy.COMPACT),
    /** Optional: nothing but the read model uses it, which does without. */
    OFFERS("customer-offers", Partitions.MANY, Policy.KEEP),
    DEAD_LETTERS("rfm-dead-letters", Partitions.MANY, Policy.DELETE_AFTER_30_DAYS);

    /** The number of partitions of a topic. */
    public enum Partitions {
        ONE,
        /** The configured number, the same for all such topics. */
        MANY
    }

    /** When records are deleted. */
    public enum Policy {
        /** By age, with the broker's default retention. */
        DELETE,
        DELETE_AFTER_30_DAYS,
        /** Never, unless the retention is changed on the broker. */
        KEEP,
        /** When there is a newer record with the same key. */
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

    /** Returns the name of the role in configuration keys, such as {@code dead-letters}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String defaultName() {
        return defaultName;
    }

    /** Returns whether the program works without the topic. */
    public boolean isOptional() {
        return this == OFFERS;
    }

    public Partitions partitions() {
        return partitions;
    }

    public Policy policy() {
        return policy;
    }

    /** Returns the Kafka topic settings that the program requires. */
    public Map<String, String> settings() {
        return switch (policy) {
            case DELETE -> Map.of("cleanup.policy", "delete");
            case KEEP -> Map.of("cleanup.policy", "delete", "retention.ms", "-1");
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
