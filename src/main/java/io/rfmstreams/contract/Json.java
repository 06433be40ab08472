package io.rfmstreams.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.NextChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes JSON as all messages and answers have it: exact money, shortest doubles, RFC 3339 timestamps. */
public final class Json {

    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private static final int USUAL_SIZE = 640;

    private Json() {}

    /** Writes the fields of one object. */
    @FunctionalInterface
    public interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** The UTF-8 bytes of one object. */
    public static byte[] object(Fields fields) {
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

    public static void time(JsonGenerator json, String field, long epochMillis) throws IOException {
        json.writeStringField(field, Timestamps.format(epochMillis));
    }

    static void money(JsonGenerator json, String field, Money money) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(money.toString());
    }

    public static void integer(JsonGenerator json, String field, @Nullable Integer value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, value);
        }
    }

    public static void rfm(JsonGenerator json, String field, @Nullable Rfm rfm) throws IOException {
        if (rfm == null) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        json.writeNumberField("recencyDays", rfm.recencyDays());
        json.writeNumberField("frequency", rfm.frequency());
        money(json, "monetary", rfm.monetary());
        json.writeEndObject();
    }

    public static void nextChange(JsonGenerator json, @Nullable NextChange next) throws IOException {
        if (next == null) {
            json.writeNullField("nextChange");
            return;
        }
        json.writeFieldName("nextChange");
        change(json, next);
    }

    /** Writes one move of a forecast. */
    public static void change(JsonGenerator json, NextChange change) throws IOException {
        json.writeStartObject();
        json.writeStringField("segment", change.segment());
        time(json, "at", change.at());
        json.writeEndObject();
    }
}
