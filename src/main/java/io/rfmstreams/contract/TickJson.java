package io.rfmstreams.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON of the {@code rfm-clock} topic. */
public final class TickJson {

    /**
     * Header of a tick, a decimal number: the offset on {@code purchases}, same partition, of the last record that the tick
     * follows. The tick counts only once that record has been processed, however the two topics are fetched. A tick without
     * it counts at once.
     */
    public static final String FOLLOWS_HEADER = "rfm-follows-offset";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TickJson() {}

    /** Decodes a tick; never throws for what the message holds. */
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
