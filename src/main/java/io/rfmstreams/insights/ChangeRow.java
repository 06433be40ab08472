package io.rfmstreams.insights;

import io.rfmstreams.rfm.Rfm;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code changes}. Times are epoch milliseconds. */
record ChangeRow(
        UUID eventId,
        String customerId,
        long occurredAt,
        long sequence,
        String reason,
        String direction,
        @Nullable Move move) {

    static final String ERASED = "ERASED";

    /**
     * The move of a customer who was not erased.
     *
     * @param from id of the segment that the customer left; null at the first purchase
     * @param before RFM at the last write before the move; null at the first purchase
     */
    record Move(
            @Nullable String from,
            String to,
            @Nullable Rfm before,
            Rfm rfm,
            @Nullable Integer modelVersion,
            @Nullable Double returnProbability) {}

    /** Decodes a message of {@code segment-changes}. */
    static ChangeRow decode(byte[] value) throws IOException {
        return RowJson.decode(value, json -> {
            String reason = json.text("reason");
            return new ChangeRow(
                    UUID.fromString(json.text("eventId")),
                    json.text("customerId"),
                    json.time("occurredAt"),
                    json.number("sequence"),
                    reason,
                    json.text("direction"),
                    reason.equals(ERASED) ? null : move(json));
        });
    }

    private static Move move(RowJson json) {
        return new Move(
                json.has("from") ? json.object("from").text("id") : null,
                json.object("to").text("id"),
                json.has("before") ? json.rfm("before") : null,
                json.rfm("rfm"),
                json.version("modelVersion"),
                json.decimal("returnProbability"));
    }

    boolean isErasure() {
        return move == null;
    }
}
