package io.rfmstreams.app;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.topology.DeadLetters;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How large the records may be that the processor sends. A topic's own limit is {@code max.message.bytes}, which without a value
 * of its own is the broker's {@code message.max.bytes}; the producer has {@code max.request.size} and {@code buffer.memory}.
 */
final class RecordLimits {

    /** What the processor writes to. */
    static final Set<TopicRole> OUTPUTS =
            Set.copyOf(EnumSet.of(TopicRole.CHANGES, TopicRole.ALERTS, TopicRole.PROFILES, TopicRole.DEAD_LETTERS));

    /** What each of them must take; changes, alerts and profiles have about 1 KB. */
    static final int LEAST_BYTES = DeadLetters.LEAST_BYTES;

    private RecordLimits() {}

    /**
     * The most bytes of a dead letter that the topic and the producer take now.
     *
     * @throws IllegalStateException if that is too little
     */
    static int deadLetterBytes(Admin admin, Settings settings) {
        String topic = settings.topics().of(TopicRole.DEAD_LETTERS);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = requireNonNull(
                KafkaFutures.await(admin.describeConfigs(List.of(resource)).all(), "read the settings of " + topic)
                        .get(resource));
        int producer = producerBytes(settings.kafka().common());
        int bytes = Math.min(producer, topicBytes(config));
        if (bytes < LEAST_BYTES) {
            throw new IllegalStateException("dead letters may have " + bytes + " bytes only: max.message.bytes of "
                    + topic
                    + " (" + topicBytes(config) + ") and the producer's max.request.size and buffer.memory (" + producer
                    + ") must be " + LEAST_BYTES + " or more");
        }
        return bytes;
    }

    /** What a topic takes. */
    static int topicBytes(Config config) {
        return Integer.parseInt(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
    }

    private static int producerBytes(Map<String, Object> kafka) {
        long request = number(kafka, ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        long buffer = number(kafka, ProducerConfig.BUFFER_MEMORY_CONFIG);
        return (int) Math.min(Integer.MAX_VALUE, Math.min(request, buffer));
    }

    /** A number of the producer's, as Kafka Streams takes it from the configuration. */
    private static long number(Map<String, Object> kafka, String name) {
        ConfigDef.ConfigKey key =
                requireNonNull(ProducerConfig.configDef().configKeys().get(name));
        Object value = kafka.getOrDefault("producer." + name, kafka.getOrDefault(name, key.defaultValue));
        return ((Number) requireNonNull(ConfigDef.parseType(name, value, key.type))).longValue();
    }
}
