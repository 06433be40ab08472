package io.rfmstreams.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.Contribution;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.SegmentRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes answers as JSON: numbers, money and times as the project's messages have them. */
public final class AnswerJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    private static final int USUAL_SIZE = 1024;

    private AnswerJson() {}

    public static byte[] encode(CustomerAnswer answer) {
        return object(json -> {
            customer(json, answer);
            freshness(json, answer.freshness());
        });
    }

    public static byte[] encode(WhatIfAnswer answer) {
        return object(json -> {
            json.writeStringField("customerId", answer.before().profile().customerId());
            json.writeBooleanField("moves", answer.moves());
            json.writeObjectFieldStart("before");
            customer(json, answer.before());
            json.writeEndObject();
            json.writeObjectFieldStart("after");
            customer(json, answer.after());
            json.writeEndObject();
            json.writeArrayFieldStart("explanation");
            for (Contribution contribution : answer.explanation()) {
                json.writeStartObject();
                json.writeStringField("feature", contribution.feature());
                json.writeNumberField("contribution", contribution.contribution());
                json.writeEndObject();
            }
            json.writeEndArray();
            freshness(json, answer.before().freshness());
        });
    }

    public static byte[] encode(ScoreAnswer answer) {
        return object(json -> {
            json.writeStringField("segment", answer.segment().id());
            segment(json, answer.segment().ref(), answer.segment().action());
            json.writeNumberField("modelVersion", answer.modelVersion());
            distances(json, answer.distances());
        });
    }

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

    static void integer(JsonGenerator json, String field, @Nullable Integer value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, value);
        }
    }

    private static void customer(JsonGenerator json, CustomerAnswer answer) throws IOException {
        CustomerProfile profile = answer.profile();
        json.writeStringField("customerId", profile.customerId());
        json.writeStringField("segment", profile.segment());
        segment(json, answer.standing().segment(), answer.standing().action());
        time(json, "since", profile.since());
        rfm(json, profile.rfm());
        time(json, "firstPurchaseAt", profile.firstPurchaseAt());
        time(json, "lastPurchaseAt", profile.lastPurchaseAt());
        json.writeNumberField("orders", profile.orders());
        integer(json, "modelVersion", profile.modelVersion());
        json.writeFieldName("nextChange");
        nextChange(json, profile.nextChange());
        time(json, "updatedAt", profile.updatedAt());
        json.writeArrayFieldStart("forecast");
        for (NextChange change : answer.forecast()) {
            nextChange(json, change);
        }
        json.writeEndArray();
        distances(json, answer.distances());
        time(json, "asOf", answer.asOf());
    }

    private static void segment(JsonGenerator json, SegmentRef segment, String action) throws IOException {
        json.writeStringField("segmentName", segment.name());
        integer(json, "rank", segment.rank());
        json.writeStringField("action", action);
    }

    private static void rfm(JsonGenerator json, Rfm rfm) throws IOException {
        json.writeObjectFieldStart("rfm");
        json.writeNumberField("recencyDays", rfm.recencyDays());
        json.writeNumberField("frequency", rfm.frequency());
        json.writeFieldName("monetary");
        json.writeNumber(rfm.monetary().toString());
        json.writeEndObject();
    }

    private static void nextChange(JsonGenerator json, @Nullable NextChange change) throws IOException {
        if (change == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("segment", change.segment());
        time(json, "at", change.at());
        json.writeEndObject();
    }

    private static void distances(JsonGenerator json, List<Distance> distances) throws IOException {
        json.writeArrayFieldStart("distances");
        for (Distance distance : distances) {
            json.writeStartObject();
            json.writeStringField("segment", distance.segment());
            json.writeNumberField("distance", distance.distance());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void freshness(JsonGenerator json, Freshness freshness) throws IOException {
        json.writeBooleanField("stale", freshness.stale());
        json.writeNumberField("lag", freshness.lag());
    }
}
