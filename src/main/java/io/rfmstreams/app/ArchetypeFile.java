package io.rfmstreams.app;

import io.rfmstreams.training.Archetype;
import io.rfmstreams.training.Archetypes;
import io.rfmstreams.training.PercentileProfile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads archetypes from a properties file in UTF-8. The properties of an archetype are {@code KEY.name},
 * {@code KEY.action}, {@code KEY.recency}, {@code KEY.frequency} and {@code KEY.monetary}. The last three are percentiles
 * from 0 to 1; a recency of 1 is the most recent.
 *
 * <p>A built-in archetype keeps the properties that the file does not set. A new archetype must have all properties.
 * {@code order} lists keys separated by commas, the best first; archetypes that it does not list are left out. Without
 * {@code order}, new archetypes come last.
 */
final class ArchetypeFile {

    private static final String ORDER = "order";
    private static final Set<String> FIELDS = Set.of("name", "action", "recency", "frequency", "monetary");

    private final Properties properties = new Properties();

    private ArchetypeFile() {}

    /**
     * Reads archetypes from a file.
     *
     * @throws ConfigurationException if the file cannot be read or a property is invalid; the message names the file and the
     *     property
     */
    static Archetypes read(Path path) {
        ArchetypeFile file = new ArchetypeFile();
        try (Reader reader = Files.newBufferedReader(path)) {
            file.properties.load(reader);
            return file.archetypes();
        } catch (IOException | IllegalArgumentException bad) {
            throw new ConfigurationException("model.archetypes=" + path + ": " + bad.getMessage());
        }
    }

    private Archetypes archetypes() {
        Set<String> keys = new TreeSet<>();
        for (String property : properties.stringPropertyNames()) {
            int dot = property.lastIndexOf('.');
            if (!property.equals(ORDER)) {
                if (dot < 1 || !FIELDS.contains(property.substring(dot + 1))) {
                    throw new IllegalArgumentException(property + " is unknown; known properties are KEY."
                            + FIELDS.stream().sorted().collect(Collectors.joining(", KEY.")) + " and " + ORDER);
                }
                keys.add(property.substring(0, dot));
            }
        }
        List<String> ranked = new ArrayList<>(
                Archetypes.DEFAULTS.ranked().stream().map(Archetype::key).toList());
        keys.stream().filter(key -> !ranked.contains(key)).forEach(ranked::add);
        String order = properties.getProperty(ORDER);
        List<String> keysInOrder = order == null
                ? ranked
                : Arrays.stream(order.split(",")).map(String::trim).toList();
        return new Archetypes(keysInOrder.stream().map(this::archetype).toList());
    }

    private Archetype archetype(String key) {
        @Nullable Archetype builtIn = Archetypes.DEFAULTS.keyed(key).orElse(null);
        return new Archetype(
                key,
                text(key, "name", builtIn == null ? null : builtIn.label()),
                new PercentileProfile(
                        number(
                                key,
                                "recency",
                                builtIn == null ? null : builtIn.percentiles().recency()),
                        number(
                                key,
                                "frequency",
                                builtIn == null ? null : builtIn.percentiles().frequency()),
                        number(
                                key,
                                "monetary",
                                builtIn == null ? null : builtIn.percentiles().monetary())),
                text(key, "action", builtIn == null ? null : builtIn.action()));
    }

    private String text(String key, String field, @Nullable String defaultValue) {
        String text = properties.getProperty(key + "." + field, defaultValue);
        if (text == null) {
            throw new IllegalArgumentException(key + "." + field + " is missing");
        }
        return text.trim();
    }

    private double number(String key, String field, @Nullable Double defaultValue) {
        String text = text(key, field, defaultValue == null ? null : String.valueOf(defaultValue));
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(key + "." + field + " must be a number, not '" + text + "'");
        }
    }
}
