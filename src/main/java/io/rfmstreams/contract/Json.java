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

/** Writes JSON as all messages have it: exact money, shortest doubles, RFC 3339 timestamps. */
final class Json {

    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private static final int USUAL_SIZE = 640;

    private Json() {}

    /** Writes the fields of one object. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

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

    static void money(JsonGenerator json, String field, Money money) throws IOException {
        json.writeFieldName(field);
        json.writeNumber(money.toString());
    }

    static void integer(JsonGenerator json, String field, @Nullable Integer value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, value);
        }
    }

    static void rfm(JsonGenerator json, String field, @Nullable Rfm rfm) throws IOException {
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

    static void nextChange(JsonGenerator json, @Nullable NextChange next) throws IOException {
        if (next == null) {
            json.writeNullField("nextChange");
            return;
        }
        json.writeObjectFieldStart("nextChange");
        json.writeStringField("segment", next.segment());
        time(json, "at", next.at());
        json.writeEndObject();
    }
}
