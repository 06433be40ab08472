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
 * Archetypes from a properties file, read as UTF-8: {@code KEY.name}, {@code KEY.action}, {@code KEY.recency},
 * {@code KEY.frequency} and {@code KEY.monetary} (percentiles, 0 to 1; a recency of 1 is the most recent). What is not said of a default archetype stays; of
 * another all must be said. {@code order}, keys separated by commas, ranks them, best first, and leaves out those that it
 * does not name; without it new ones come last.
 */
final class ArchetypeFile {

    private static final String ORDER = "order";
    private static final Set<String> FIELDS = Set.of("name", "action", "recency", "frequency", "monetary");

    private final Properties properties = new Properties();

    private ArchetypeFile() {}

    /** @throws ConfigurationException naming file, key and value, if it cannot be read or makes no archetypes */
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
                    throw new IllegalArgumentException(property + " is unknown: there are KEY."
                            + FIELDS.stream().sorted().collect(Collectors.joining(", KEY.")) + " and " + ORDER);
                }
                keys.add(property.substring(0, dot));
            }
        }
        List<String> ranked = new ArrayList<>(
                Archetypes.DEFAULTS.ranked().stream().map(Archetype::key).toList());
        keys.stream().filter(key -> !ranked.contains(key)).forEach(ranked::add);
        String order = properties.getProperty(ORDER);
        List<String> chosen = order == null
                ? ranked
                : Arrays.stream(order.split(",")).map(String::trim).toList();
        return new Archetypes(chosen.stream().map(this::archetype).toList());
    }

    private Archetype archetype(String key) {
        @Nullable Archetype before = Archetypes.DEFAULTS.keyed(key).orElse(null);
        return new Archetype(
                key,
                text(key, "name", before == null ? null : before.label()),
                new PercentileProfile(
                        number(
                                key,
                                "recency",
                                before == null ? null : before.percentiles().recency()),
                        number(
                                key,
                                "frequency",
                                before == null ? null : before.percentiles().frequency()),
                        number(
                                key,
                                "monetary",
                                before == null ? null : before.percentiles().monetary())),
                text(key, "action", before == null ? null : before.action()));
    }

    private String text(String key, String field, @Nullable String otherwise) {
        String text = properties.getProperty(key + "." + field, otherwise);
        if (text == null) {
            throw new IllegalArgumentException(key + "." + field + " is missing");
        }
        return text.trim();
    }

    private double number(String key, String field, @Nullable Double otherwise) {
        String text = text(key, field, otherwise == null ? null : String.valueOf(otherwise));
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(key + "." + field + " must be a number, not '" + text + "'");
        }
    }
}
