package io.rfmstreams.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares a schema with its released form: only optional fields may have been added, and descriptions changed. */
final class SchemaCompatibility {

    private final List<String> breaks = new ArrayList<>();

    private SchemaCompatibility() {}

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
