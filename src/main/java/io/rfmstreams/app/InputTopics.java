package io.rfmstreams.app;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.contract.TopicNames;
import io.rfmstreams.contract.TopicRole;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/**
 * The topics that the processor reads.
 *
 * @param purchasePartitions the number of partitions of {@code purchases}
 * @param ids the topic ids of Kafka, by the name of the role in configuration keys
 */
record InputTopics(int purchasePartitions, Map<String, String> ids) {

    private static final List<TopicRole> ROLES = List.of(TopicRole.PURCHASES, TopicRole.CLOCK, TopicRole.MODELS);

    InputTopics {
        ids = Map.copyOf(ids);
    }

    /** Reads the topics from Kafka. They must exist. */
    static InputTopics describe(Admin admin, TopicNames names) {
        Map<String, TopicDescription> topics = KafkaFutures.await(
                admin.describeTopics(ROLES.stream().map(names::of).toList()).allTopicNames(),
                "describe the input topics");
        Map<String, String> ids = new TreeMap<>();
        for (TopicRole role : ROLES) {
            Uuid id = requireNonNull(topics.get(names.of(role))).topicId();
            if (!id.equals(Uuid.ZERO_UUID)) { // a broker without topic ids
                ids.put(role.key(), id.toString());
            }
        }
        TopicDescription purchases = requireNonNull(topics.get(names.of(TopicRole.PURCHASES)));
        return new InputTopics(purchases.partitions().size(), ids);
    }
}
