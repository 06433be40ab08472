package io.rfmstreams.insights.question;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rfmstreams.contract.Json;
import io.rfmstreams.contract.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of an answer: each row is an object. */
public final class AnswerJson {

    private AnswerJson() {}

    /**
     * Returns the UTF-8 bytes of an answer.
     *
     * @param next path and query of the next page; null on the last one
     */
    public static byte[] encode(Answer answer, @Nullable String next) {
        return write(json -> {
            json.writeStartObject();
            context(json, answer.context());
            json.writeNumberField("total", answer.total());
            json.writeNumberField("offset", answer.page().offset());
            json.writeNumberField("limit", answer.page().limit());
            json.writeStringField("next", next);
            json.writeFieldName("summary");
            object(json, answer.summary());
            json.writeArrayFieldStart("rows");
            for (int row = 0; row < answer.table().rows().size(); row++) {
                object(json, answer.table().row(row));
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Writes the fields that say when and how fresh an answer is. */
    static void context(JsonGenerator json, Answer.Context context) throws IOException {
        json.writeStringField("asOf", Timestamps.format(context.asOf()));
        json.writeObjectFieldStart("freshness");
        json.writeStringField("clock", context.isEventTime() ? "event" : "live");
        Long readUpTo = context.readUpTo();
        json.writeStringField("updatedAt", readUpTo == null ? null : Timestamps.format(readUpTo));
        json.writeFieldName("lagRecords");
        value(json, context.lagRecords());
        json.writeEndObject();
        json.writeFieldName("modelVersion");
        value(json, context.modelVersion());
    }

    static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof BigDecimal decimal) {
            json.writeNumber(decimal.toPlainString());
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Instant time) {
            json.writeString(Timestamps.format(time.toEpochMilli()));
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object one : list) {
                value(json, one);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            object(json, map);
        } else {
            json.writeString(value.toString());
        }
    }

    private static void object(JsonGenerator json, Map<?, ?> fields) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            json.writeFieldName(String.valueOf(field.getKey()));
            value(json, field.getValue());
        }
        json.writeEndObject();
    }

    static byte[] write(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.mapper().build().createGenerator(bytes)) {
            writer.write(json);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return bytes.toByteArray();
    }

    /** Writes JSON. */
    interface Writer {

        void write(JsonGenerator json) throws IOException;
    }
}
