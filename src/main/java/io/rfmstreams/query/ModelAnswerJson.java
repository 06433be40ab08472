package io.rfmstreams.query;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rfmstreams.contract.Json;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.io.IOException;

/** Writes what is known of models as JSON. */
public final class ModelAnswerJson {

    private ModelAnswerJson() {}

    /** One model, whole, as it stands on the model topic. */
    public static byte[] encode(SegmentationModel model) {
        return ModelJson.encode(model);
    }

    /** All models in short, by version, and which of them is active. */
    public static byte[] encode(KnownModels models) {
        return Json.object(json -> {
            Json.integer(
                    json,
                    "active",
                    models.active().map(SegmentationModel::version).orElse(null));
            json.writeArrayFieldStart("models");
            for (SegmentationModel model : models.all()) {
                summary(json, model);
            }
            json.writeEndArray();
        });
    }

    /** The version that has been made the active one. */
    public static byte[] activated(int version) {
        return ModelJson.encodeAlias(version);
    }

    private static void summary(JsonGenerator json, SegmentationModel model) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", model.version());
        Json.time(json, "createdAt", model.createdAt());
        Json.time(json, "trainedAsOf", model.trainedAsOf());
        Json.integer(json, "parent", model.parent());
        json.writeStringField("window", model.window().toString());
        json.writeArrayFieldStart("segments");
        for (Segment segment : model.segments()) {
            json.writeStartObject();
            json.writeStringField("id", segment.id());
            json.writeStringField("name", segment.name());
            json.writeNumberField("rank", segment.rank());
            json.writeNumberField("customers", segment.customers());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
