package io.rfmstreams.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.rfmstreams.segment.InvalidModelException;
import io.rfmstreams.segment.SegmentationModel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of the {@code segment-models} topic. An error names the invalid field and, if it has one, its value. */
public final class ModelJsonReader {

    private static final String NOT_AN_OBJECT = "the value is not a JSON object";

    private ModelJsonReader() {}

    private record Alias(@RequiredField int version) {}

    /**
     * Reads the record with the active version.
     *
     * @throws InvalidModelException if it is malformed
     */
    public static int readAlias(byte[] json) {
        return read(json, Alias.class).version();
    }

    /**
     * Reads a model. Unknown fields are ignored.
     *
     * @throws InvalidModelException if it is malformed
     */
    public static SegmentationModel read(byte[] json) {
        ModelMessage message = read(json, ModelMessage.class);
        try {
            return message.toModel();
        } catch (InvalidModelException invalid) {
            throw invalid;
        } catch (IllegalArgumentException invalid) {
            throw new InvalidModelException(String.valueOf(invalid.getMessage()));
        }
    }

    private static <T> T read(byte[] json, Class<T> type) {
        try {
            T message = ModelMessage.MAPPER.readValue(json, type);
            if (message == null) {
                throw new InvalidModelException(NOT_AN_OBJECT);
            }
            return message;
        } catch (JsonMappingException invalid) {
            throw new InvalidModelException(describe(invalid));
        } catch (IOException notJson) {
            throw new InvalidModelException(NOT_AN_OBJECT);
        }
    }

    private static String describe(JsonMappingException invalid) {
        Throwable cause = invalid.getCause();
        String field = field(invalid);
        if (cause instanceof InvalidModelException wrong) {
            return String.valueOf(wrong.getMessage());
        }
        if (cause instanceof InvalidFieldException wrong) {
            return field + " is " + wrong.getMessage();
        }
        boolean isSyntax = cause instanceof JsonProcessingException && !(cause instanceof InputCoercionException);
        if (field.isEmpty() || isSyntax) {
            return NOT_AN_OBJECT;
        }
        Class<?> type = invalid instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return field + " is missing or not " + description(type);
    }

    private static String field(JsonMappingException invalid) {
        StringBuilder field = new StringBuilder();
        for (Reference reference : invalid.getPath()) {
            if (reference.getFieldName() == null) {
                field.append('[').append(reference.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return field.toString();
    }

    private static String description(@Nullable Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        return type == String.class ? "a string" : "valid";
    }
}
