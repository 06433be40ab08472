package io.rfmstreams.app;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer of a stream thread that always leaves its group on close. Kafka Streams does not let a replaced thread leave the
 * group; without this class, its successor would get no task before the session timeout.
 */
final class GroupLeavingConsumer extends KafkaConsumer<byte[], byte[]> {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    GroupLeavingConsumer(Map<String, Object> config) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close(CloseOptions options) {
        super.close(CloseOptions.timeout(options.timeout().orElse(DEFAULT_TIMEOUT))
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
}
