package io.rfmstreams.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rfmstreams.segment.NextChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Jackson, configured for all messages and answers. {@link io.rfmstreams.rfm.Money} is a plain decimal. A double is the
 * shortest decimal that reads back as the same double. Times with {@link EpochMillis} are RFC 3339 timestamps. Reading
 * is strict: duplicate keys, and numbers or booleans in strings, are errors.
 */
public final class Json {

    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    static final ObjectMapper MAPPER = mapper(FACTORY).build();

    private static final int USUAL_SIZE = 640;

    private Json() {}

    /** Returns the builder of a mapper that writes the same JSON as messages. */
    public static JsonMapper.Builder mapper() {
        return mapper(FACTORY);
    }

    /** Returns the builder of such a mapper, with the limits of a factory. */
    public static JsonMapper.Builder mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS, MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .addModule(MoneyJson.module())
                .addMixIn(NextChange.class, NextChangeMixin.class);
    }

    /** The JSON of {@link NextChange}. */
    interface NextChangeMixin {

        @EpochMillis
        long at();
    }

    /** Writes the fields of one object. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** Returns the UTF-8 bytes of an object. */
    static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    static void time(JsonGenerator json, String field, long epochMillis) throws IOException {
        json.writeStringField(field, Timestamps.format(epochMillis));
    }

    static void integer(JsonGenerator json, String field, @Nullable Integer value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, value);
        }
    }
}
