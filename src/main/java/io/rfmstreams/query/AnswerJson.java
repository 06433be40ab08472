package io.rfmstreams.query;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.Json;
import io.rfmstreams.segment.Explanation.Contribution;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.SegmentRef;
import java.io.IOException;
import java.util.List;

/** Writes answers as JSON: numbers, money and times as the project's messages have them. */
public final class AnswerJson {

    private AnswerJson() {}

    public static byte[] encode(CustomerAnswer answer) {
        return Json.object(json -> {
            customer(json, answer);
            freshness(json, answer.freshness());
        });
    }

    public static byte[] encode(WhatIfAnswer answer) {
        return Json.object(json -> {
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
        return Json.object(json -> {
            json.writeStringField("segment", answer.segment().id());
            segment(json, answer.segment().ref(), answer.segment().action());
            json.writeNumberField("modelVersion", answer.modelVersion());
            distances(json, answer.distances());
        });
    }

    private static void customer(JsonGenerator json, CustomerAnswer answer) throws IOException {
        CustomerProfile profile = answer.profile();
        json.writeStringField("customerId", profile.customerId());
        json.writeStringField("segment", profile.segment());
        segment(json, answer.assignment().segment(), answer.assignment().action());
        Json.time(json, "since", profile.since());
        Json.rfm(json, "rfm", profile.rfm());
        Json.time(json, "firstPurchaseAt", profile.firstPurchaseAt());
        Json.time(json, "lastPurchaseAt", profile.lastPurchaseAt());
        Json.integer(json, "modelVersion", profile.modelVersion());
        Json.nextChange(json, profile.nextChange());
        Json.time(json, "updatedAt", profile.updatedAt());
        json.writeArrayFieldStart("forecast");
        for (NextChange change : answer.forecast()) {
            Json.change(json, change);
        }
        json.writeEndArray();
        distances(json, answer.distances());
        Json.time(json, "asOf", answer.asOf());
    }

    private static void segment(JsonGenerator json, SegmentRef segment, String action) throws IOException {
        json.writeStringField("segmentName", segment.name());
        Json.integer(json, "rank", segment.rank());
        json.writeStringField("action", action);
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
        Long lag = freshness.lag();
        if (lag == null) {
            json.writeNullField("lag");
        } else {
            json.writeNumberField("lag", lag);
        }
    }
}
