package io.rfmstreams.app;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration keys of Kafka's clients and of Kafka Streams. A key can have the prefix of one client of Kafka
 * Streams, for example {@code main.consumer.}.
 */
final class KafkaKeys {

    private static final Pattern CLIENT =
            Pattern.compile("((main|restore|global)\\.)?consumer\\.|producer\\.|admin\\.");

    private static final Map<String, ConfigDef.Type> TYPES = types();

    private KafkaKeys() {}

    /** Returns whether a Kafka client or Kafka Streams defines the key. */
    static boolean isKnown(String key) {
        return TYPES.containsKey(withoutPrefix(key));
    }

    /** Returns whether Kafka defines the value as a password. */
    static boolean isSecret(String key) {
        return TYPES.get(withoutPrefix(key)) == ConfigDef.Type.PASSWORD;
    }

    private static String withoutPrefix(String key) {
        var client = CLIENT.matcher(key);
        return client.lookingAt() ? key.substring(client.end()) : key;
    }

    private static Map<String, ConfigDef.Type> types() {
        Map<String, ConfigDef.Type> types = new HashMap<>();
        Stream.of(
                        ConsumerConfig.configDef(),
                        ProducerConfig.configDef(),
                        AdminClientConfig.configDef(),
                        StreamsConfig.configDef())
                .forEach(client -> client.configKeys().forEach((name, key) -> types.put(name, key.type())));
        return types;
    }
}
