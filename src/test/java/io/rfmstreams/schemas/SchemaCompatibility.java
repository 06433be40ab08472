package io.rfmstreams.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compares schemas with their released form: only optional fields may have been added, and descriptions changed. */
final class SchemaCompatibility {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> breaks = new ArrayList<>();

    private SchemaCompatibility() {}

    /**
     * What would break readers or writers of any schema in the folder of the released ones, each with its file and place.
     * Nothing has been released if that folder does not exist.
     */
    static List<String> breaks(Path released, Path current) throws IOException {
        if (!Files.exists(released)) {
            return List.of();
        }
        List<String> breaks = new ArrayList<>();
        try (Stream<Path> files = Files.list(released)) {
            for (Path file : files.sorted().toList()) {
                Path now = current.resolve(file.getFileName());
                if (!Files.exists(now)) {
                    breaks.add(file.getFileName() + " is gone");
                    continue;
                }
                breaks(JSON.readTree(file.toFile()), JSON.readTree(now.toFile()))
                        .forEach(broken -> breaks.add(file.getFileName() + broken));
            }
        }
        return breaks;
    }

    /** What would break readers or writers of the released schema, each with its place. */
    static List<String> breaks(JsonNode released, JsonNode current) {
        SchemaCompatibility comparison = new SchemaCompatibility();
        comparison.compare("", released, current);
        return comparison.breaks;
    }

    private void compare(String place, JsonNode released, JsonNode current) {
        if (released.isArray() && current.isArray() && released.size() == current.size()) {
            for (int i = 0; i < released.size(); i++) {
                compare(place + "/" + i, released.get(i), current.get(i));
            }
            return;
        }
        if (!released.isObject() || !current.isObject()) {
            if (!released.equals(current)) {
                breaks.add(place + " was " + released + ", is " + current);
            }
            return;
        }
        boolean mayGrow = place.endsWith("/properties") || place.endsWith("/$defs");
        for (Map.Entry<String, JsonNode> field : released.properties()) {
            String name = field.getKey();
            if (name.equals("description") && field.getValue().isTextual()) {
                continue;
            }
            if (!current.has(name)) {
                breaks.add(place + "/" + name + " is gone");
            } else {
                compare(place + "/" + name, field.getValue(), current.get(name));
            }
        }
        for (Map.Entry<String, JsonNode> field : current.properties()) {
            if (!released.has(field.getKey()) && !mayGrow && !field.getKey().equals("description")) {
                breaks.add(place + "/" + field.getKey() + " is new");
            }
        }
    }
}
