package io.rfmstreams.app;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer for a stream thread that always leaves its group when it is closed. Kafka Streams keeps a replaced thread in the
 * group, so that the new thread would get no task until the session of the old one times out.
 */
final class LeavingConsumer extends KafkaConsumer<byte[], byte[]> {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    LeavingConsumer(Map<String, Object> config) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close(CloseOptions options) {
        super.close(CloseOptions.timeout(options.timeout().orElse(USUAL_TIMEOUT))
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
}
