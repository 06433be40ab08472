package io.rfmstreams.http.mcp;

import io.rfmstreams.insights.question.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON schemas of tools. */
final class Schemas {

    /** The answer to any question. The fields of summary and rows differ; openapi.yaml describes them. */
    static final Map<String, Object> ANSWER = object(
            List.of("asOf", "freshness", "modelVersion", "total", "offset", "limit", "summary", "rows"),
            property("note", "string", "What is not in the data."),
            property("asOf", "string", "The time that the answer refers to."),
            property("freshness", "object", "How far the data is behind: clock, updatedAt and lagRecords."),
            Map.entry("modelVersion", Map.of("type", List.of("integer", "null"))),
            property("total", "integer", "Number of rows of all pages."),
            property("offset", "integer", "Number of rows that were skipped."),
            property("limit", "integer", "Number of rows at most."),
            property("summary", "object", "What holds for all rows, of all pages."),
            Map.entry("rows", Map.of("type", "array", "items", Map.of("type", "object"))));

    private Schemas() {}

    /** Returns the schema of arguments, which may not have others. */
    static Map<String, Object> arguments(List<Parameter<?>> parameters) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Parameter<?> parameter : parameters) {
            Map<String, Object> property = new LinkedHashMap<>(parameter.schema());
            property.put("description", parameter.description());
            properties.put(parameter.name(), property);
        }
        List<String> required = parameters.stream()
                .filter(Parameter::isRequired)
                .map(Parameter::name)
                .toList();
        return closed(object(required, properties));
    }

    static Map.Entry<String, Object> property(String name, String type, String description) {
        return Map.entry(name, Map.of("type", type, "description", description));
    }

    @SafeVarargs
    static Map<String, Object> object(List<String> required, Map.Entry<String, Object>... properties) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Map.Entry<String, Object> property : properties) {
            byName.put(property.getKey(), property.getValue());
        }
        return object(required, byName);
    }

    private static Map<String, Object> object(List<String> required, Map<String, Object> properties) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    /** Returns the same schema for objects without other properties. */
    static Map<String, Object> closed(Map<String, Object> schema) {
        Map<String, Object> closed = new LinkedHashMap<>(schema);
        closed.put("additionalProperties", false);
        return closed;
    }
}
