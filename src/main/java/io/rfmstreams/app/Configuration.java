package io.rfmstreams.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * The resolved configuration. The value of a key comes from the first source that sets it: {@code -D key=value}, the
 * environment ({@code RFM_} + key), the file, the default. Loading fails if a key is unknown or a value is invalid. A secret
 * can be set by the name of a file: see {@link ConfigurationLoader}.
 */
public final class Configuration {

    static final String ENVIRONMENT_PREFIX = "RFM_";

    /** Replaces the value of a secret. */
    static final String HIDDEN = "(hidden)";

    private final Map<ConfigKey<?>, String> values;
    private final Map<String, String> kafka;

    Configuration(Map<ConfigKey<?>, String> values, Map<String, String> kafka) {
        this.values = values;
        this.kafka = kafka;
    }

    /**
     * Loads the configuration.
     *
     * @param overrides the keys and values of {@code -D}
     * @param environment all environment variables; those without the prefix are ignored
     * @param file a properties file, or null for none
     * @throws ConfigurationException for an unknown key, a bad value or an unreadable file
     */
    public static Configuration load(
            Map<String, String> overrides, Map<String, String> environment, @Nullable Path file) {
        ConfigurationLoader loader = new ConfigurationLoader();
        if (file != null) {
            loader.addFile(file);
        }
        loader.addEnvironment(environment);
        loader.addOverrides(overrides);
        return loader.load();
    }

    /** Returns a copy with other defaults for some keys. Values that a source sets stay. */
    public Configuration withDefaults(Map<ConfigKey<?>, String> defaults) {
        Map<ConfigKey<?>, String> more = new HashMap<>();
        more.putAll(defaults);
        more.putAll(values);
        return new Configuration(more, kafka);
    }

    /** Returns a copy with defaults for Kafka clients. Values that a source sets stay. */
    public Configuration withKafkaDefaults(Map<String, String> defaults) {
        Map<String, String> more = new TreeMap<>(defaults);
        more.putAll(kafka);
        return new Configuration(values, more);
    }

    /** Returns a copy with other bootstrap servers. */
    public Configuration withBootstrapServers(String servers) {
        Map<String, String> other = new TreeMap<>(kafka);
        other.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        return new Configuration(values, other);
    }

    /**
     * Returns all keys that a source sets, with their values, for the log. Values of secrets and of keys that Kafka
     * does not know are hidden.
     */
    public String describe() {
        Map<String, String> set = new TreeMap<>();
        values.forEach((key, value) -> set.put(key.key(), key.isSecret() ? HIDDEN : value));
        kafka.forEach((key, value) -> set.put(ConfigKey.KAFKA_PREFIX + key, isShown(key) ? value : HIDDEN));
        return set.isEmpty() ? "all defaults" : set.toString();
    }

    /** A key that Kafka does not know can be a misspelt secret, or the secret of a plug-in. */
    private static boolean isShown(String kafkaKey) {
        return KafkaKeys.isKnown(kafkaKey) && !KafkaKeys.isSecret(kafkaKey);
    }

    /** Returns the value of a key, or its default if no source sets it. */
    public <T> T get(ConfigKey<T> key) {
        return key.type().parse(key.key(), text(key));
    }

    /** Returns the text of the value, or of the default. */
    String text(ConfigKey<?> key) {
        return Objects.requireNonNullElse(values.get(key), key.defaultValue());
    }

    /** Returns whether a source sets the key. */
    public boolean isSet(ConfigKey<?> key) {
        return values.containsKey(key);
    }

    /** Returns the settings of every Kafka client, without the prefix. */
    public Map<String, String> kafka() {
        return Map.copyOf(kafka);
    }
}
