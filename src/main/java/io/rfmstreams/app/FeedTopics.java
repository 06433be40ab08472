package io.rfmstreams.app;

import io.rfmstreams.contract.TopicNames;
import io.rfmstreams.contract.TopicRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics that the read model follows.
 *
 * @param roles the roles of the topics by name
 * @param ids Kafka's ids of the topics by name; a topic that was recreated has another id
 * @param partitions all their partitions
 */
record FeedTopics(Map<String, TopicRole> roles, Map<String, String> ids, Set<TopicPartition> partitions) {

    static final List<TopicRole> ROLES = List.of(
            TopicRole.PROFILES,
            TopicRole.CHANGES,
            TopicRole.ALERTS,
            TopicRole.PURCHASES,
            TopicRole.MODELS,
            TopicRole.CLOCK,
            TopicRole.OFFERS);

    FeedTopics {
        roles = Map.copyOf(roles);
        ids = Map.copyOf(ids);
        partitions = Set.copyOf(partitions);
    }

    /**
     * Reads the topics from Kafka. An optional topic that is missing, or that the user may not see, is left out.
     *
     * @throws IllegalStateException if another topic is missing
     * @throws KafkaUnavailableException if Kafka does not respond
     */
    static FeedTopics describe(Admin admin, TopicNames names) {
        Map<String, TopicRole> roles = new HashMap<>();
        ROLES.forEach(role -> roles.put(names.of(role), role));
        Map<String, String> ids = new HashMap<>();
        Set<TopicPartition> partitions = new HashSet<>();
        for (TopicDescription topic : descriptions(admin, roles)) {
            ids.put(topic.name(), topic.topicId().toString());
            topic.partitions()
                    .forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition())));
        }
        return new FeedTopics(roles, ids, partitions);
    }

    private static List<TopicDescription> descriptions(Admin admin, Map<String, TopicRole> roles) {
        List<TopicDescription> descriptions = new ArrayList<>();
        admin.describeTopics(roles.keySet()).topicNameValues().forEach((topic, answer) -> {
            try {
                descriptions.add(KafkaFutures.await(answer, "describe topic " + topic));
            } catch (KafkaUnavailableException failed) {
                boolean isMissing = failed.getCause() instanceof UnknownTopicOrPartitionException;
                boolean isHidden = failed.getCause() instanceof TopicAuthorizationException;
                TopicRole role = roles.get(topic);
                if ((isMissing || isHidden) && role != null && role.isOptional()) {
                    return;
                }
                if (isMissing) {
                    throw new IllegalStateException(
                            "topic " + topic + " is missing; `topics --create` creates it", failed);
                }
                throw failed;
            }
        });
        return descriptions;
    }

    /** Returns whether the topic of a role is read. */
    boolean contains(TopicRole role) {
        return partitions(role) > 0;
    }

    /** Returns the number of partitions of the topic of a role. */
    int partitions(TopicRole role) {
        return (int) partitions.stream()
                .filter(partition -> roles.get(partition.topic()) == role)
                .count();
    }

    TopicRole role(String topic) {
        TopicRole role = roles.get(topic);
        if (role == null) {
            throw new IllegalArgumentException("topic must be one of " + roles.keySet() + ", not " + topic);
        }
        return role;
    }

    /** Returns whether a topic that was read under an id has another one now. */
    boolean wereRecreated(Map<String, String> idsBefore) {
        return ids.entrySet().stream().anyMatch(id -> {
            String before = idsBefore.get(id.getKey());
            return before != null && !before.equals(id.getValue());
        });
    }
}
