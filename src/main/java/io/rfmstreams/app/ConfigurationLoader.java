package io.rfmstreams.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Combines the sources of a configuration. A source that is added later overrides earlier ones. A secret is set by its key,
 * or by its key with the suffix {@code .file} (in the environment {@code _FILE}) and the name of a file that contains the
 * secret. No message contains the value of an unknown key or of a secret.
 */
final class ConfigurationLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationLoader.class);
    private static final String FILE_SUFFIX = KeySpelling.PROPERTY.fileSuffix();
    private static final String KAFKA_VARIABLE_PREFIX = "RFM_KAFKA_";
    private static final String ON_THE_COMMAND_LINE = "given with -D";
    private static final String IN_THE_ENVIRONMENT = "in the environment";

    private final Map<ConfigKey<?>, SourceValue> values = new HashMap<>();
    private final Map<String, SourceValue> kafka = new TreeMap<>();

    /**
     * A value that a source sets.
     *
     * @param where the source, for error messages
     * @param isFile whether the value is the name of a file that contains the value
     */
    private record SourceValue(String value, String where, boolean isFile) {}

    /** Adds a properties file in UTF-8. */
    void addFile(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ConfigurationException("cannot read the configuration file " + file + ": "
                    + unreadable.getClass().getSimpleName() + " " + unreadable.getMessage());
        }
        Map<String, String> lines = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> lines.put(key, properties.getProperty(key)));
        add(lines, "in " + file);
    }

    /** Adds the keys and values of {@code -D}. */
    void addOverrides(Map<String, String> overrides) {
        add(overrides, ON_THE_COMMAND_LINE);
    }

    /** Adds environment variables. Variables without the prefix and variables that Kubernetes sets are ignored. */
    void addEnvironment(Map<String, String> environment) {
        SortedSet<String> ignored = new TreeSet<>();
        Source source = new Source(IN_THE_ENVIRONMENT);
        environment.forEach((name, value) -> {
            if (!name.startsWith(Configuration.ENVIRONMENT_PREFIX)) {
                return;
            }
            if (ServiceVariables.contain(name, environment)) {
                ignored.add(name);
            } else {
                addVariable(source, name, value);
            }
        });
        if (!ignored.isEmpty()) {
            LOG.info("Ignored environment variables that Kubernetes sets for services: {}", String.join(", ", ignored));
        }
    }

    /** Reads secrets from their files, checks all values and returns the configuration. */
    Configuration load() {
        Map<ConfigKey<?>, String> checked = new HashMap<>();
        values.forEach((key, setting) -> {
            String value = setting.isFile() ? secret(key.key(), setting) : setting.value();
            checked.put(key, checked(key, value, setting.isFile() ? "in " + setting.value() : setting.where()));
        });
        Map<String, String> forKafka = new TreeMap<>();
        kafka.forEach((key, setting) ->
                forKafka.put(key, setting.isFile() ? secret(ConfigKey.KAFKA_PREFIX + key, setting) : setting.value()));
        return new Configuration(checked, forKafka);
    }

    private void add(Map<String, String> settings, String where) {
        Source source = new Source(where);
        settings.forEach((key, value) -> {
            if (isForKafka(KeySpelling.PROPERTY, key, ConfigKey.KAFKA_PREFIX)) {
                source.putKafka(key.substring(ConfigKey.KAFKA_PREFIX.length()), value, where);
            } else {
                source.put(KeySpelling.PROPERTY, key, value, where);
            }
        });
    }

    private static void addVariable(Source source, String name, String value) {
        String where = IN_THE_ENVIRONMENT + ", as " + name;
        if (isForKafka(KeySpelling.VARIABLE, name, KAFKA_VARIABLE_PREFIX)) {
            String key = name.substring(KAFKA_VARIABLE_PREFIX.length()).toLowerCase(Locale.ROOT);
            source.putKafka(key.replace('_', '.'), value, where);
        } else {
            source.put(KeySpelling.VARIABLE, name, value, where);
        }
    }

    /** Returns whether a name is a key of Kafka clients. Keys of this program with the same prefix take precedence. */
    private static boolean isForKafka(KeySpelling spelling, String name, String prefix) {
        return name.startsWith(prefix)
                && name.length() > prefix.length()
                && spelling.key(name).isEmpty();
    }

    private static String secret(String key, SourceValue setting) {
        try {
            return SecretFile.read(setting.value());
        } catch (IOException unusable) {
            throw new ConfigurationException(key + FILE_SUFFIX + "=" + setting.value() + " (" + setting.where()
                    + ") cannot be read: " + unusable.getMessage());
        }
    }

    private static String checked(ConfigKey<?> key, String value, String where) {
        String trimmed = value.trim();
        try {
            key.type().parse(key.key(), trimmed);
            return trimmed;
        } catch (ConfigException bad) {
            String shown = key.isSecret() ? Configuration.HIDDEN : value;
            throw new ConfigurationException(key.key() + "=" + shown + " (" + where + ") must be "
                    + key.type().expected());
        }
    }

    /** A source while it is added. It must not set a secret both by value and by file. */
    private final class Source {

        private final String where;
        private final Map<String, Boolean> given = new HashMap<>();

        Source(String where) {
            this.where = where;
        }

        void put(KeySpelling spelling, String name, String value, String location) {
            Optional<ConfigKey<?>> key = spelling.key(name);
            ConfigKey<?> target = key.or(() -> spelling.secretOfFile(name))
                    .orElseThrow(() -> SimilarKeys.unknown(name, where, spelling::name));
            requireOnce(target.key(), key.isEmpty());
            values.put(target, new SourceValue(value, location, key.isEmpty()));
        }

        void putKafka(String key, String value, String location) {
            String secret = key.endsWith(FILE_SUFFIX) ? key.substring(0, key.length() - FILE_SUFFIX.length()) : "";
            boolean isFile = KafkaKeys.isSecret(secret) && !KafkaKeys.isKnown(key);
            String target = isFile ? secret : key;
            requireOnce(ConfigKey.KAFKA_PREFIX + target, isFile);
            kafka.put(target, new SourceValue(value, location, isFile));
        }

        private void requireOnce(String key, boolean isFile) {
            Boolean previous = given.put(key, isFile);
            if (previous != null && !Objects.equals(previous, isFile)) {
                throw new ConfigurationException(
                        key + " and " + key + FILE_SUFFIX + " are both set (" + where + "): set only one of them");
            }
        }
    }
}
