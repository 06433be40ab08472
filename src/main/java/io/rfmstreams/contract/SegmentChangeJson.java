package io.rfmstreams.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rfmstreams.segment.Contribution;
import io.rfmstreams.segment.Move;
import io.rfmstreams.segment.SegmentRef;
import java.io.IOException;

/** The JSON of the {@code segment-changes} topic. */
public final class SegmentChangeJson {

    private SegmentChangeJson() {}

    public static byte[] encode(SegmentChange change) {
        return Json.object(json -> {
            json.writeStringField("eventId", change.eventId().toString());
            json.writeStringField("customerId", change.customerId());
            Json.time(json, "occurredAt", change.occurredAt());
            json.writeNumberField("sequence", change.sequence());
            json.writeStringField("reason", change.reason().name());
            json.writeStringField("direction", change.direction().name());
            if (change.move() != null) {
                write(json, change.move());
            }
        });
    }

    private static void write(JsonGenerator json, Move move) throws IOException {
        if (move.from() == null) {
            json.writeNullField("from");
        } else {
            json.writeObjectFieldStart("from");
            write(json, move.from().segment());
            Json.time(json, "since", move.from().since());
            json.writeEndObject();
        }
        json.writeObjectFieldStart("to");
        write(json, move.to());
        json.writeEndObject();
        Json.rfm(json, "rfm", move.rfm());
        Json.rfm(json, "before", move.before());
        Json.integer(json, "modelVersion", move.modelVersion());
        json.writeArrayFieldStart("explanation");
        for (Contribution contribution : move.explanation()) {
            json.writeStartObject();
            json.writeStringField("feature", contribution.feature());
            json.writeNumberField("contribution", contribution.contribution());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("action", move.action());
        Json.nextChange(json, move.nextChange());
    }

    private static void write(JsonGenerator json, SegmentRef segment) throws IOException {
        json.writeStringField("id", segment.id());
        json.writeStringField("name", segment.name());
        Json.integer(json, "rank", segment.rank());
    }
}
