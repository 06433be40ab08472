package io.rfmstreams.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.SegmentChange;
import io.rfmstreams.contract.SegmentChangeJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.Assignment;
import io.rfmstreams.segment.Explanation;
import io.rfmstreams.segment.Explanation.Contribution;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.SegmentMove;
import io.rfmstreams.segment.SegmentMove.PreviousSegment;
import io.rfmstreams.segment.SegmentMove.Reason;
import io.rfmstreams.segment.SegmentRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Compares the program's JSON writer with Jackson's streaming generator for the two most frequent messages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JsonJmh {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    private static final long NOW = Timestamps.parse("2025-03-01T12:00:00Z");
    private static final Rfm RFM = new Rfm(12, 7, Money.of("1391.12"));
    private static final NextChange NEXT = new NextChange("at-risk", NOW + 86_400_000L * 40);

    private final CustomerProfile profile =
            new CustomerProfile("c123456", "champions", NOW, RFM, NOW - 10_000_000, NOW - 5_000, 3, NEXT, NOW);
    private final SegmentChange change = SegmentChange.of(
            "c123456",
            1_000_000,
            new SegmentMove(
                    5,
                    Reason.PURCHASE,
                    NOW,
                    new PreviousSegment(new SegmentRef("loyal", "Loyal", 2), NOW - 1_000_000, RFM),
                    new Assignment(new SegmentRef("champions", "Champions", 1), "Reward them and ask for reviews"),
                    RFM,
                    0.73214598721345,
                    new Explanation(
                            3,
                            List.of(
                                    new Contribution("recency", 0.123456789012345),
                                    new Contribution("frequency", 1.98765432109876),
                                    new Contribution("monetary", -0.55512345678901))),
                    NEXT));

    @Benchmark
    public byte[] profile() {
        return CustomerProfileJson.encode(profile);
    }

    @Benchmark
    public byte[] profileByJackson() throws IOException {
        return object(512, json -> {
            json.writeStringField("customerId", profile.customerId());
            json.writeStringField("segment", profile.segment());
            time(json, "since", profile.since());
            rfm(json, "rfm", profile.rfm());
            time(json, "firstPurchaseAt", profile.firstPurchaseAt());
            time(json, "lastPurchaseAt", profile.lastPurchaseAt());
            json.writeNumberField("modelVersion", 3);
            nextChange(json, NEXT);
            time(json, "updatedAt", profile.updatedAt());
        });
    }

    @Benchmark
    public byte[] change() {
        return SegmentChangeJson.encode(change);
    }

    @Benchmark
    public byte[] changeByJackson() throws IOException {
        SegmentMove move = change.move();
        if (move == null || move.from() == null || move.returnProbability() == null) {
            throw new IllegalStateException("the change is not a move between segments with a return probability");
        }
        PreviousSegment from = move.from();
        double returnProbability = move.returnProbability();
        return object(1_024, json -> {
            json.writeStringField("eventId", change.eventId().toString());
            json.writeStringField("customerId", change.customerId());
            time(json, "occurredAt", change.occurredAt());
            json.writeNumberField("sequence", change.sequence());
            json.writeStringField("reason", change.reason().name());
            json.writeStringField("direction", change.direction().name());
            segment(json, "from", from.segment());
            time(json, "since", from.since());
            json.writeEndObject();
            segment(json, "to", move.to().segment());
            json.writeEndObject();
            rfm(json, "rfm", move.rfm());
            rfm(json, "before", from.rfm());
            json.writeNumberField("modelVersion", 3);
            json.writeArrayFieldStart("explanation");
            for (Contribution contribution : move.explanation().contributions()) {
                json.writeStartObject();
                json.writeStringField("feature", contribution.feature());
                json.writeNumberField("contribution", contribution.contribution());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("action", move.to().action());
            nextChange(json, NEXT);
            json.writeNumberField("returnProbability", returnProbability);
        });
    }

    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] object(int size, Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
        try (JsonGenerator json = JACKSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void time(JsonGenerator json, String field, long epochMillis) throws IOException {
        json.writeStringField(field, Timestamps.format(epochMillis));
    }

    private static void rfm(JsonGenerator json, String field, Rfm rfm) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("recencyDays", rfm.recencyDays());
        json.writeNumberField("frequency", rfm.frequency());
        json.writeFieldName("monetary");
        json.writeNumber(rfm.monetary().toString());
        json.writeEndObject();
    }

    private static void segment(JsonGenerator json, String field, SegmentRef segment) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("id", segment.id());
        json.writeStringField("name", segment.name());
        json.writeNumberField("rank", segment.rank() == null ? 0 : segment.rank());
    }

    private static void nextChange(JsonGenerator json, NextChange next) throws IOException {
        json.writeObjectFieldStart("nextChange");
        json.writeStringField("segment", next.segment());
        time(json, "at", next.at());
        json.writeEndObject();
    }
}
