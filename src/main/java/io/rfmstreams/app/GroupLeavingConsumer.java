package io.rfmstreams.app;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer of a stream thread that leaves its group on close, unless it is a static member. Kafka Streams does not let a
 * replaced thread leave the group; without this class, its successor would get no task before the session timeout.
 */
final class GroupLeavingConsumer extends KafkaConsumer<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(GroupLeavingConsumer.class);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration COORDINATOR_TIMEOUT = Duration.ofSeconds(5);

    private final boolean isStaticMember;

    GroupLeavingConsumer(Map<String, Object> config) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        isStaticMember = config.get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG) != null;
    }

    @Override
    public void close(CloseOptions options) {
        if (isStaticMember) {
            super.close(options);
            return;
        }
        findCoordinator();
        super.close(CloseOptions.timeout(options.timeout().orElse(DEFAULT_TIMEOUT))
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    /** Kafka's consumer leaves its group only if it knows the coordinator, which it has often not found again after an outage. */
    private void findCoordinator() {
        if (assignment().isEmpty()) {
            return;
        }
        try {
            var unused = committed(Set.of(assignment().iterator().next()), COORDINATOR_TIMEOUT);
        } catch (KafkaException unknown) {
            LOG.debug("Cannot find the group coordinator", unknown);
        }
    }
}
