package io.rfmstreams.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.RejectionReason;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON line, as far as it is valid JSON. Numbers are kept as their text. */
final class JsonFields {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> NAMES =
            Set.of("orderId", "customerId", "type", "refundId", "amount", "currency", "occurredAt");

    private final Map<String, Value> values = new HashMap<>();
    private boolean complete;

    /** A text or a number. */
    record Value(String text, boolean isNumber) {}

    static JsonFields of(byte[] line) {
        JsonFields fields = new JsonFields();
        try (JsonParser parser = JSON.createParser(line)) {
            fields.complete = fields.read(parser);
        } catch (IOException broken) {
            fields.complete = false;
        }
        return fields;
    }

    /** Returns whether the line is one JSON object. */
    boolean isComplete() {
        return complete;
    }

    /** Returns a field that is a text or a number; null if it is missing or null. */
    @Nullable
    Value get(String name) {
        return values.get(name);
    }

    /** Returns the text or number of a required field. */
    Value required(String name, RejectionReason otherwise) {
        Value value = values.get(name);
        if (value == null) {
            throw new InvalidFieldException(otherwise, name + " is missing");
        }
        return value;
    }

    private boolean read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        boolean valid = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (NAMES.contains(name) && token.isScalarValue() && !token.isBoolean()) {
                if (token != JsonToken.VALUE_NULL) {
                    // A field that comes twice has no one meaning
                    valid &= values.put(name, new Value(parser.getText(), token.isNumeric())) == null;
                }
            } else {
                valid &= !NAMES.contains(name);
                parser.skipChildren();
            }
        }
        return parser.nextToken() == null && valid;
    }
}
