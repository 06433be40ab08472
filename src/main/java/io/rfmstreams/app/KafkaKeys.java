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

/** What Kafka's clients say of their own keys. A key may name the client of Kafka Streams that it is for. */
final class KafkaKeys {

    private static final Pattern CLIENT =
            Pattern.compile("((main|restore|global)\\.)?consumer\\.|producer\\.|admin\\.");

    private static final Map<String, ConfigDef.Type> TYPES = types();

    private KafkaKeys() {}

    /** Whether a client of Kafka has such a key. */
    static boolean isKnown(String key) {
        return TYPES.containsKey(plain(key));
    }

    /** Whether Kafka takes the value for a secret. */
    static boolean isSecret(String key) {
        return TYPES.get(plain(key)) == ConfigDef.Type.PASSWORD;
    }

    private static String plain(String key) {
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
