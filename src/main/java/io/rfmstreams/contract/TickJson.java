package io.rfmstreams.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON of the {@code rfm-clock} topic. */
public final class TickJson {

    /**
     * Optional header of a tick, a decimal number: the offset of the record on the same partition of {@code purchases}
     * that the tick follows. The tick takes effect after this record has been processed, whichever topic is fetched
     * first. A tick without the header takes effect at once.
     */
    public static final String FOLLOWS_HEADER = "rfm-follows-offset";

    private static final ObjectMapper JSON = Json.strict();

    private TickJson() {}

    /** Decodes a tick. An invalid message does not throw but gives {@link InputRecord.Malformed}. */
    public static InputRecord decode(byte[] json) {
        try {
            JsonNode time = JSON.readTree(json).path("time");
            if (!time.isTextual()) {
                return new InputRecord.Malformed(RejectionReason.BAD_DATE, "time is missing or not a string");
            }
            return new InputRecord.Tick(Timestamps.parse(time.textValue()));
        } catch (InvalidFieldException invalid) {
            return InputRecord.Malformed.of(invalid);
        } catch (IOException notJson) {
            return new InputRecord.Malformed(RejectionReason.BAD_JSON, "the value is not a JSON object");
        }
    }

    /** Encodes a tick. */
    public static byte[] encode(long time) {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode().put("time", Timestamps.format(time)));
        } catch (JsonProcessingException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
