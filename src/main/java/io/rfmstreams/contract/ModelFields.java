package io.rfmstreams.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.segment.InvalidModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads single fields of a model's JSON, and says which one is wrong. */
final class ModelFields {

    private ModelFields() {}

    static <E extends Enum<E>> E constant(Class<E> type, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new InvalidModelException(type.getSimpleName().toLowerCase(Locale.ROOT) + " is unknown: "
                    + InvalidFieldException.quote(text));
        }
    }

    static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new InvalidModelException(field + " is missing or not a string");
        }
        return node.path(field).textValue();
    }

    static @Nullable String optionalText(JsonNode node, String field) {
        return node.hasNonNull(field) ? text(node, field) : null;
    }

    static int integer(JsonNode node, String field) {
        if (!node.path(field).canConvertToInt() || !node.path(field).isIntegralNumber()) {
            throw new InvalidModelException(field + " is missing or not a whole number");
        }
        return node.path(field).intValue();
    }

    static double number(JsonNode node, String field) {
        if (!node.path(field).isNumber()) {
            throw new InvalidModelException(field + " is missing or not a number");
        }
        return node.path(field).doubleValue();
    }

    static @Nullable Double nullable(JsonNode node, String field) {
        return node.hasNonNull(field) ? number(node, field) : null;
    }

    static List<Double> numbers(JsonNode node, String field) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode number : node.path(field)) {
            numbers.add(number.asDouble());
        }
        return numbers;
    }

    static long time(JsonNode node, String field) {
        return Timestamps.parse(text(node, field));
    }
}
