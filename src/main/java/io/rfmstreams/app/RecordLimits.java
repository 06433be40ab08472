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
 * The size limits of the records that the processor writes. The limit of a topic is {@code max.message.bytes}, with the
 * broker's {@code message.max.bytes} as its default. The limits of the producer are {@code max.request.size} and
 * {@code buffer.memory}.
 */
final class RecordLimits {

    /** The topics that the processor writes to. */
    static final Set<TopicRole> OUTPUTS =
            Set.copyOf(EnumSet.of(TopicRole.CHANGES, TopicRole.ALERTS, TopicRole.PROFILES, TopicRole.DEAD_LETTERS));

    /** The smallest limit that an output topic may have. Changes, alerts and profiles have about 1 KB. */
    static final int MIN_BYTES = DeadLetters.MIN_BYTES;

    private RecordLimits() {}

    /**
     * Returns the largest size of a dead letter that the topic and the producer accept, in bytes.
     *
     * @throws IllegalStateException if the size is less than {@link #MIN_BYTES}
     */
    static int deadLetterBytes(Admin admin, Settings settings) {
        String topic = settings.topics().of(TopicRole.DEAD_LETTERS);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = requireNonNull(
                KafkaFutures.await(admin.describeConfigs(List.of(resource)).all(), "read the settings of " + topic)
                        .get(resource));
        int producer = producerBytes(settings.kafka().common());
        int bytes = Math.min(producer, topicBytes(config));
        if (bytes < MIN_BYTES) {
            throw new IllegalStateException("the limit of " + bytes
                    + " bytes is too small for dead letters: max.message.bytes of topic "
                    + topic
                    + " (" + topicBytes(config) + ") and the producer's max.request.size and buffer.memory (" + producer
                    + ") must be at least " + MIN_BYTES);
        }
        return bytes;
    }

    /** Returns the limit of a topic in bytes. */
    static int topicBytes(Config config) {
        return Integer.parseInt(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
    }

    private static int producerBytes(Map<String, Object> kafka) {
        long request = number(kafka, ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        long buffer = number(kafka, ProducerConfig.BUFFER_MEMORY_CONFIG);
        return (int) Math.min(Integer.MAX_VALUE, Math.min(request, buffer));
    }

    /**
     * Returns a numeric setting of the producer, with the precedence of Kafka Streams: the key with the prefix first.
     */
    private static long number(Map<String, Object> kafka, String name) {
        ConfigDef.ConfigKey key =
                requireNonNull(ProducerConfig.configDef().configKeys().get(name));
        Object value = kafka.getOrDefault("producer." + name, kafka.getOrDefault(name, key.defaultValue));
        return ((Number) requireNonNull(ConfigDef.parseType(name, value, key.type))).longValue();
    }
}
