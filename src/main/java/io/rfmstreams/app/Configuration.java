package io.rfmstreams.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * The resolved configuration. A key's value comes from the first of these that has one: {@code -D key=value}, the
 * environment ({@code RFM_} + key), the file, the default. Every key is known and every value checked, or loading fails.
 */
public final class Configuration {

    static final String ENVIRONMENT_PREFIX = "RFM_";

    private static final String HIDDEN = "(hidden)";
    private static final String KAFKA_ENVIRONMENT_PREFIX = "RFM_KAFKA_";

    private final Map<ConfigKey, String> values;
    private final Map<String, String> kafka;

    private Configuration(Map<ConfigKey, String> values, Map<String, String> kafka) {
        this.values = values;
        this.kafka = kafka;
    }

    /**
     * Loads the configuration.
     *
     * @param overrides what {@code -D} says
     * @param environment all environment variables; those without the prefix are ignored
     * @param file a properties file, or null for none
     * @throws ConfigurationException for an unknown key, a bad value or an unreadable file
     */
    public static Configuration load(
            Map<String, String> overrides, Map<String, String> environment, @Nullable Path file) {
        Configuration configuration = new Configuration(new EnumMap<>(ConfigKey.class), new TreeMap<>());
        if (file != null) {
            read(file).forEach((key, value) -> configuration.put(key, value, "in " + file));
        }
        environment.forEach(configuration::putEnvironment);
        overrides.forEach((key, value) -> configuration.put(key, value, "given with -D"));
        return configuration;
    }

    /** The same with other defaults for some keys, which yield to whatever was set. */
    public Configuration withDefaults(Map<ConfigKey, String> defaults) {
        Map<ConfigKey, String> more = new EnumMap<>(ConfigKey.class);
        more.putAll(defaults);
        more.putAll(values);
        return new Configuration(more, kafka);
    }

    /** The same with defaults for Kafka clients, which yield to whatever was set. */
    public Configuration withKafkaDefaults(Map<String, String> defaults) {
        Map<String, String> more = new TreeMap<>(defaults);
        more.putAll(kafka);
        return new Configuration(values, more);
    }

    /** The same for clients of another Kafka. */
    public Configuration withBootstrapServers(String servers) {
        Map<String, String> other = new TreeMap<>(kafka);
        other.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        return new Configuration(values, other);
    }

    /** What is set differently from the defaults, with the values of secrets hidden; to be logged at start. */
    public String describe() {
        Map<String, String> set = new TreeMap<>();
        values.forEach((key, value) -> set.put(key.key(), key.isSecret() ? HIDDEN : value));
        kafka.forEach((key, value) -> set.put(ConfigKey.KAFKA_PREFIX + key, isSecret(key) ? HIDDEN : value));
        return set.isEmpty() ? "all defaults" : set.toString();
    }

    private static boolean isSecret(String key) {
        return key.contains("password") || key.contains("jaas") || key.contains("secret") || key.endsWith(".key");
    }

    /** The value of a key, its default where nothing sets it. */
    public String text(ConfigKey key) {
        return Objects.requireNonNullElse(values.get(key), key.defaultValue());
    }

    /** Whether anything but the default says so. */
    public boolean isSet(ConfigKey key) {
        return values.containsKey(key);
    }

    public int integer(ConfigKey key) {
        return Integer.parseInt(text(key));
    }

    public long number(ConfigKey key) {
        return Long.parseLong(text(key));
    }

    public double decimal(ConfigKey key) {
        return Double.parseDouble(text(key));
    }

    public Duration duration(ConfigKey key) {
        return Duration.parse(text(key));
    }

    /** What goes to every Kafka client, without the prefix. */
    public Map<String, String> kafka() {
        return Map.copyOf(kafka);
    }

    private void putEnvironment(String name, String value) {
        if (name.startsWith(KAFKA_ENVIRONMENT_PREFIX)) {
            String key = name.substring(KAFKA_ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT);
            kafka.put(key.replace('_', '.'), value);
        } else if (name.startsWith(ENVIRONMENT_PREFIX)) {
            ConfigKey key = ConfigKey.ofEnvironment(name).orElseThrow(() -> unknown(name, value, "in the environment"));
            put(key, value, "in the environment, as " + name);
        }
    }

    private void put(String key, String value, String where) {
        if (key.startsWith(ConfigKey.KAFKA_PREFIX)) {
            kafka.put(key.substring(ConfigKey.KAFKA_PREFIX.length()), value);
        } else {
            put(ConfigKey.of(key).orElseThrow(() -> unknown(key, value, where)), value, where);
        }
    }

    private void put(ConfigKey key, String value, String where) {
        String trimmed = value.trim();
        if (!key.kind().accepts(trimmed)) {
            String shown = key.isSecret() ? HIDDEN : value;
            throw new ConfigurationException(key.key() + "=" + shown + " (" + where + ") must be "
                    + key.kind().expected());
        }
        values.put(key, trimmed);
    }

    private static ConfigurationException unknown(String key, String value, String where) {
        var alike = ConfigKey.like(key.toLowerCase(Locale.ROOT).replace('_', '.'));
        return new ConfigurationException("unknown key " + key + "=" + value + " (" + where + ")"
                + (alike.isEmpty()
                        ? ": the README lists all keys, and kafka.* keys go to the Kafka clients"
                        : "; did you mean " + String.join(", ", alike) + "?"));
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ConfigurationException("cannot read the configuration file " + file + ": "
                    + unreadable.getClass().getSimpleName() + " " + unreadable.getMessage());
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
