package io.rfmstreams.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.segment.InvalidModelException;
import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Scores;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of the {@code segment-models} topic; whatever cannot be used is refused with the field and the value. */
public final class ModelJsonReader {

    private static final List<String> FEATURES = List.of("recency", "frequency", "monetary");

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
                    features(node.path("features")),
                    segments(node.path("segments")),
                    scores(node.path("scores")),
                    training(node.path("training")),
                    checks(node.path("checks")));
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

    private static FeatureSpace features(JsonNode nodes) {
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
        return new FeatureSpace(scalings.get(0), scalings.get(1), scalings.get(2));
    }

    private static List<Segment> segments(JsonNode nodes) {
        List<Segment> segments = new ArrayList<>();
        for (JsonNode node : nodes) {
            segments.add(new Segment(
                    text(node, "id"),
                    text(node, "name"),
                    integer(node, "rank"),
                    centroid(node.path("centroid")),
                    profile(node.path("profile")),
                    node.path("customers").asLong(),
                    node.path("revenueShare").asDouble(),
                    node.path("action").asText()));
        }
        return segments;
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

    private static @Nullable TrainingReport training(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        List<TrainingReport.Candidate> candidates = new ArrayList<>();
        for (JsonNode candidate : node.path("candidates")) {
            candidates.add(new TrainingReport.Candidate(
                    integer(candidate, "k"),
                    number(candidate, "inertia"),
                    nullable(candidate, "silhouette"),
                    nullable(candidate, "calinskiHarabasz"),
                    nullable(candidate, "daviesBouldin")));
        }
        Map<String, Long> inputOffsets = new TreeMap<>();
        for (Map.Entry<String, JsonNode> offset : node.path("inputOffsets").properties()) {
            inputOffsets.put(offset.getKey(), offset.getValue().asLong());
        }
        return new TrainingReport(
                node.path("customers").asLong(),
                node.path("k").asInt(),
                candidates,
                node.hasNonNull("elbow") ? integer(node, "elbow") : null,
                node.path("seed").asLong(),
                node.path("restarts").asInt(),
                node.path("inertia").asDouble(),
                nullable(node, "silhouette"),
                lineage(node.path("lineage")),
                shares(node.path("shares")),
                inputOffsets,
                node.path("durationMs").asLong());
    }

    private static List<TrainingReport.Lineage> lineage(JsonNode nodes) {
        List<TrainingReport.Lineage> lineage = new ArrayList<>();
        for (JsonNode node : nodes) {
            List<String> from = new ArrayList<>();
            node.path("from").forEach(segment -> from.add(segment.asText()));
            lineage.add(new TrainingReport.Lineage(
                    text(node, "segment"), constant(TrainingReport.Lineage.Kind.class, text(node, "kind")), from));
        }
        return lineage;
    }

    private static TrainingReport.@Nullable Shares shares(JsonNode node) {
        return node.isObject()
                ? new TrainingReport.Shares(
                        numbers(node, "recency"), numbers(node, "frequency"), numbers(node, "monetary"))
                : null;
    }

    private static List<ModelCheck> checks(JsonNode nodes) {
        List<ModelCheck> checks = new ArrayList<>();
        for (JsonNode node : nodes) {
            checks.add(new ModelCheck(
                    text(node, "name"),
                    number(node, "value"),
                    number(node, "limit"),
                    node.path("passed").asBoolean()));
        }
        return checks;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new InvalidModelException(type.getSimpleName().toLowerCase(Locale.ROOT) + " is unknown: "
                    + InvalidFieldException.quote(text));
        }
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new InvalidModelException(field + " is missing or not a string");
        }
        return node.path(field).textValue();
    }

    private static int integer(JsonNode node, String field) {
        if (!node.path(field).canConvertToInt() || !node.path(field).isIntegralNumber()) {
            throw new InvalidModelException(field + " is missing or not a whole number");
        }
        return node.path(field).intValue();
    }

    private static double number(JsonNode node, String field) {
        if (!node.path(field).isNumber()) {
            throw new InvalidModelException(field + " is missing or not a number");
        }
        return node.path(field).doubleValue();
    }

    private static @Nullable Double nullable(JsonNode node, String field) {
        return node.hasNonNull(field) ? number(node, field) : null;
    }

    private static List<Double> numbers(JsonNode node, String field) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode number : node.path(field)) {
            numbers.add(number.asDouble());
        }
        return numbers;
    }

    private static long time(JsonNode node, String field) {
        return Timestamps.parse(text(node, field));
    }
}
