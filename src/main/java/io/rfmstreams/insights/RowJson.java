package io.rfmstreams.insights;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a message that become a row. A missing or malformed field throws an exception that names it. */
final class RowJson {

    private static final ObjectReader EXACT =
            JsonMapper.builder().build().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final JsonNode node;

    private RowJson(JsonNode node) {
        this.node = node;
    }

    /** Reads a row from a message. */
    @FunctionalInterface
    interface Reader<T> {
        T read(RowJson json);
    }

    /**
     * Decodes a message.
     *
     * @throws IOException if the message is not JSON, or a field is missing or malformed
     */
    static <T> T decode(byte[] value, Reader<T> reader) throws IOException {
        JsonNode node = EXACT.readTree(value);
        try {
            return reader.read(new RowJson(node));
        } catch (IllegalArgumentException | ArithmeticException | InvalidFieldException invalid) {
            throw new IOException(invalid.getMessage(), invalid);
        }
    }

    String text(String field) {
        JsonNode value = node.required(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " is not a string");
        }
        return value.textValue();
    }

    /** Returns a time, epoch milliseconds. */
    long time(String field) {
        return Timestamps.parse(text(field));
    }

    long number(String field) {
        JsonNode value = node.required(field);
        if (!value.canConvertToExactIntegral()) {
            throw new IllegalArgumentException(field + " is not a whole number");
        }
        return value.longValue();
    }

    boolean flag(String field) {
        return node.path(field).booleanValue();
    }

    Money money(String field) {
        JsonNode value = node.required(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(field + " is not a number");
        }
        return Money.of(value.decimalValue());
    }

    @Nullable
    Double decimal(String field) {
        JsonNode value = node.path(field);
        return value.isNumber() ? value.doubleValue() : null;
    }

    @Nullable
    Integer version(String field) {
        JsonNode value = node.path(field);
        return value.isInt() ? value.intValue() : null;
    }

    Rfm rfm(String field) {
        RowJson rfm = object(field);
        return new Rfm(rfm.number("recencyDays"), rfm.number("frequency"), rfm.money("monetary"));
    }

    /** Returns a nested object. */
    RowJson object(String field) {
        JsonNode value = node.required(field);
        if (!value.isObject()) {
            throw new IllegalArgumentException(field + " is not an object");
        }
        return new RowJson(value);
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }
}
