package io.rfmstreams.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.ModelLimits;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Scores;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import io.rfmstreams.segment.TrainingReport.Shares;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the JSON of the {@code segment-models} topic; {@link ModelJsonReader} reads it. */
public final class ModelJson {

    /** Key of the record that names the active version. */
    public static final String ACTIVE_KEY = "active";

    private static final Pattern VERSION_KEY = Pattern.compile("v[1-9][0-9]{0,9}");

    private ModelJson() {}

    /** Key of the record that holds a version. */
    public static String key(int version) {
        return "v" + version;
    }

    /** The version in such a key; empty for any other text, and for a version that no model may have. */
    public static OptionalInt version(String key) {
        if (!VERSION_KEY.matcher(key).matches()) {
            return OptionalInt.empty();
        }
        long version = Long.parseLong(key.substring(1));
        return version > ModelLimits.HIGHEST_VERSION ? OptionalInt.empty() : OptionalInt.of((int) version);
    }

    /** Encodes the record that makes a version the active one. */
    public static byte[] encodeAlias(int version) {
        return Json.object(json -> json.writeNumberField("version", version));
    }

    public static byte[] encode(SegmentationModel model) {
        return Json.object(json -> {
            json.writeNumberField("version", model.version());
            Json.time(json, "createdAt", model.createdAt());
            Json.time(json, "trainedAsOf", model.trainedAsOf());
            Json.integer(json, "parent", model.parent());
            json.writeStringField("window", model.window().toString());
            json.writeArrayFieldStart("features");
            feature(json, "recency", model.features().recency());
            feature(json, "frequency", model.features().frequency());
            feature(json, "monetary", model.features().monetary());
            json.writeEndArray();
            json.writeNumberField("spread", model.features().spread());
            json.writeArrayFieldStart("segments");
            for (Segment segment : model.segments()) {
                segment(json, segment);
            }
            json.writeEndArray();
            scores(json, model.scores());
            training(json, model.training());
            checks(json, model.checks());
        });
    }

    private static void feature(JsonGenerator json, String name, FeatureScaling scaling) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("transform", scaling.transform().name().toLowerCase(Locale.ROOT));
        json.writeStringField("scaling", scaling.scaling().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("center", scaling.center());
        json.writeNumberField("scale", scaling.scale());
        json.writeEndObject();
    }

    private static void segment(JsonGenerator json, Segment segment) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", segment.id());
        json.writeStringField("name", segment.name());
        json.writeNumberField("rank", segment.rank());
        json.writeStringField("archetype", segment.archetype());
        json.writeStringField("continues", segment.origin().continues());
        json.writeStringField("origin", segment.origin().kind().name().toLowerCase(Locale.ROOT));
        RfmPoint centroid = segment.centroid();
        json.writeFieldName("centroid");
        json.writeArray(new double[] {centroid.recency(), centroid.frequency(), centroid.monetary()}, 0, 3);
        profile(json, segment.profile());
        json.writeNumberField("customers", segment.customers());
        json.writeNumberField("revenueShare", segment.revenueShare());
        json.writeStringField("action", segment.action());
        json.writeEndObject();
    }

    private static void profile(JsonGenerator json, @Nullable SegmentProfile profile) throws IOException {
        if (profile == null) {
            json.writeNullField("profile");
            return;
        }
        json.writeObjectFieldStart("profile");
        json.writeNumberField("recencyDays", profile.recencyDays());
        json.writeNumberField("frequency", profile.frequency());
        json.writeNumberField("monetary", profile.monetary());
        json.writeNumberField("averageOrderValue", profile.averageOrderValue());
        json.writeEndObject();
    }

    private static void scores(JsonGenerator json, @Nullable Scores scores) throws IOException {
        if (scores == null) {
            json.writeNullField("scores");
            return;
        }
        json.writeObjectFieldStart("scores");
        numbers(json, "recency", scores.recency());
        numbers(json, "frequency", scores.frequency());
        numbers(json, "monetary", scores.monetary());
        json.writeNumberField("highValue", scores.highValue());
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String field, List<Double> numbers) throws IOException {
        json.writeArrayFieldStart(field);
        for (double number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    private static void training(JsonGenerator json, @Nullable TrainingReport training) throws IOException {
        if (training == null) {
            json.writeNullField("training");
            return;
        }
        json.writeObjectFieldStart("training");
        json.writeNumberField("customers", training.input().customers());
        json.writeNumberField("inactive", training.input().inactive());
        json.writeNumberField("k", training.selection().k());
        json.writeArrayFieldStart("candidates");
        for (TrainingReport.Candidate candidate : training.selection().candidates()) {
            json.writeStartObject();
            json.writeNumberField("k", candidate.k());
            json.writeNumberField("inertia", candidate.inertia());
            nullable(json, "silhouette", candidate.silhouette());
            nullable(json, "silhouetteError", candidate.silhouetteError());
            nullable(json, "calinskiHarabasz", candidate.calinskiHarabasz());
            nullable(json, "daviesBouldin", candidate.daviesBouldin());
            json.writeEndObject();
        }
        json.writeEndArray();
        Json.integer(json, "elbow", training.selection().elbow());
        json.writeNumberField("seed", training.run().seed());
        json.writeNumberField("restarts", training.run().restarts());
        json.writeNumberField("inertia", training.run().inertia());
        nullable(json, "silhouette", training.run().silhouette());
        shares(json, training.input().shares());
        json.writeObjectFieldStart("inputOffsets");
        for (Map.Entry<String, Long> offset : training.input().offsets().entrySet()) {
            json.writeNumberField(offset.getKey(), offset.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("durationMs", training.durationMs());
        json.writeEndObject();
    }

    private static void shares(JsonGenerator json, @Nullable Shares shares) throws IOException {
        if (shares == null) {
            json.writeNullField("shares");
            return;
        }
        json.writeObjectFieldStart("shares");
        numbers(json, "recency", shares.recency());
        numbers(json, "frequency", shares.frequency());
        numbers(json, "monetary", shares.monetary());
        json.writeEndObject();
    }

    private static void nullable(JsonGenerator json, String field, @Nullable Double number) throws IOException {
        if (number == null) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, number);
        }
    }

    private static void checks(JsonGenerator json, List<ModelCheck> checks) throws IOException {
        json.writeArrayFieldStart("checks");
        for (ModelCheck check : checks) {
            json.writeStartObject();
            json.writeStringField("name", check.name());
            json.writeNumberField("value", check.value());
            json.writeNumberField("limit", check.limit());
            json.writeBooleanField("passed", check.passed());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
