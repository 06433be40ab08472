package io.rfmstreams.contract;

import static io.rfmstreams.contract.ModelFields.constant;
import static io.rfmstreams.contract.ModelFields.integer;
import static io.rfmstreams.contract.ModelFields.number;
import static io.rfmstreams.contract.ModelFields.numbers;
import static io.rfmstreams.contract.ModelFields.optionalText;
import static io.rfmstreams.contract.ModelFields.text;
import static io.rfmstreams.contract.ModelFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.segment.InvalidModelException;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Scores;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentOrigin;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.segment.SegmentationModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of the {@code segment-models} topic; whatever cannot be used is refused with the field and the value. */
public final class ModelJsonReader {

    private static final List<String> FEATURES = List.of("recency", "frequency", "monetary");

    /** The spread of a model that does not say it: that of standard scaling. */
    private static final double USUAL_SPREAD = 1;

    private ModelJsonReader() {}

    /**
     * Reads the record that names the active version.
     *
     * @throws InvalidModelException if it names none
     */
    public static int readAlias(byte[] json) {
        return integer(parse(json), "version");
    }

    /**
     * Reads a model.
     *
     * @throws InvalidModelException if it is malformed
     */
    public static SegmentationModel read(byte[] json) {
        JsonNode node = parse(json);
        try {
            return new SegmentationModel(
                    integer(node, "version"),
                    time(node, "createdAt"),
                    time(node, "trainedAsOf"),
                    node.hasNonNull("parent") ? integer(node, "parent") : null,
                    Window.parse(text(node, "window")),
                    features(node),
                    segments(node.path("segments")),
                    scores(node.path("scores")),
                    TrainingReportReader.report(node.path("training")),
                    TrainingReportReader.checks(node.path("checks")));
        } catch (InvalidModelException invalid) {
            throw invalid;
        } catch (IllegalArgumentException | InvalidFieldException invalid) {
            throw new InvalidModelException(String.valueOf(invalid.getMessage()));
        }
    }

    private static JsonNode parse(byte[] json) {
        try {
            JsonNode node = Json.MAPPER.readTree(json);
            if (!node.isObject()) {
                throw new InvalidModelException("the value is not a JSON object");
            }
            return node;
        } catch (IOException notJson) {
            throw new InvalidModelException("the value is not a JSON object");
        }
    }

    private static FeatureSpace features(JsonNode model) {
        JsonNode nodes = model.path("features");
        if (nodes.size() != FEATURES.size()) {
            throw new InvalidModelException("features must be " + FEATURES + ", not " + nodes.size() + " of them");
        }
        List<FeatureScaling> scalings = new ArrayList<>();
        for (int i = 0; i < FEATURES.size(); i++) {
            JsonNode node = nodes.path(i);
            if (!text(node, "name").equals(FEATURES.get(i))) {
                throw new InvalidModelException(
                        "feature " + i + " must be " + FEATURES.get(i) + ", not " + text(node, "name"));
            }
            scalings.add(new FeatureScaling(
                    constant(FeatureScaling.Transform.class, text(node, "transform")),
                    constant(FeatureScaling.Scaling.class, text(node, "scaling")),
                    number(node, "center"),
                    number(node, "scale")));
        }
        return new FeatureSpace(
                scalings.get(0),
                scalings.get(1),
                scalings.get(2),
                model.has("spread") ? number(model, "spread") : USUAL_SPREAD);
    }

    private static List<Segment> segments(JsonNode nodes) {
        List<Segment> segments = new ArrayList<>();
        for (JsonNode node : nodes) {
            segments.add(new Segment(
                    text(node, "id"),
                    text(node, "name"),
                    integer(node, "rank"),
                    optionalText(node, "archetype"),
                    origin(node),
                    centroid(node.path("centroid")),
                    profile(node.path("profile")),
                    node.path("customers").asLong(),
                    node.path("revenueShare").asDouble(),
                    node.path("action").asText()));
        }
        return segments;
    }

    /** Older models do not say where their segments come from. */
    private static SegmentOrigin origin(JsonNode node) {
        return node.has("origin")
                ? new SegmentOrigin(
                        optionalText(node, "continues"), constant(SegmentOrigin.Kind.class, text(node, "origin")))
                : SegmentOrigin.NEW;
    }

    private static RfmPoint centroid(JsonNode node) {
        if (node.size() != FEATURES.size()) {
            throw new InvalidModelException("a centroid must have 3 coordinates, not " + node.size());
        }
        return new RfmPoint(coordinate(node, 0), coordinate(node, 1), coordinate(node, 2));
    }

    private static double coordinate(JsonNode node, int index) {
        if (!node.path(index).isNumber()) {
            throw new InvalidModelException("a centroid's coordinates must be numbers, not " + node);
        }
        return node.path(index).asDouble();
    }

    private static @Nullable SegmentProfile profile(JsonNode node) {
        return node.isObject()
                ? new SegmentProfile(
                        number(node, "recencyDays"),
                        number(node, "frequency"),
                        number(node, "monetary"),
                        number(node, "averageOrderValue"))
                : null;
    }

    private static @Nullable Scores scores(JsonNode node) {
        return node.isObject()
                ? new Scores(
                        numbers(node, "recency"),
                        numbers(node, "frequency"),
                        numbers(node, "monetary"),
                        number(node, "highValue"))
                : null;
    }
}
