package io.rfmstreams.contract;

import io.rfmstreams.segment.Explanation.Contribution;
import io.rfmstreams.segment.SegmentMove;

/** The JSON of the {@code segment-changes} topic. */
public final class SegmentChangeJson {

    private static final int USUAL_SIZE = 1_024;

    private SegmentChangeJson() {}

    public static byte[] encode(SegmentChange change) {
        JsonWriter json = new JsonWriter(USUAL_SIZE)
                .open('{')
                .string("eventId", change.eventId().toString())
                .string("customerId", change.customerId())
                .time("occurredAt", change.occurredAt())
                .number("sequence", change.sequence())
                .string("reason", change.reason().name())
                .string("direction", change.direction().name());
        if (change.move() != null) {
            write(json, change.move());
        }
        return json.close('}').toByteArray();
    }

    private static void write(JsonWriter json, SegmentMove move) {
        if (move.from() == null) {
            json.nothing("from");
        } else {
            json.segment("from", move.from().segment())
                    .time("since", move.from().since())
                    .close('}');
        }
        json.segment("to", move.to().segment()).close('}');
        json.rfm("rfm", move.rfm())
                .rfm("before", move.from() == null ? null : move.from().rfm())
                .integer("modelVersion", move.explanation().modelVersion())
                .field("explanation")
                .open('[');
        for (Contribution contribution : move.explanation().contributions()) {
            json.next()
                    .open('{')
                    .string("feature", contribution.feature())
                    .number("contribution", contribution.contribution())
                    .close('}');
        }
        json.close(']')
                .string("action", move.to().action())
                .nextChange(move.nextChange())
                .decimal("returnProbability", move.returnProbability());
    }
}
