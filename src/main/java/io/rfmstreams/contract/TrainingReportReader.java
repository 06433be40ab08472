package io.rfmstreams.contract;

import static io.rfmstreams.contract.ModelFields.integer;
import static io.rfmstreams.contract.ModelFields.nullable;
import static io.rfmstreams.contract.ModelFields.number;
import static io.rfmstreams.contract.ModelFields.numbers;
import static io.rfmstreams.contract.ModelFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.TrainingReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the part of a model's JSON that only people and the next training look at. */
final class TrainingReportReader {

    private TrainingReportReader() {}

    /** What the trainer tells of the fit; null where it tells nothing. */
    static @Nullable TrainingReport report(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        List<TrainingReport.Candidate> candidates = new ArrayList<>();
        for (JsonNode candidate : node.path("candidates")) {
            candidates.add(new TrainingReport.Candidate(
                    integer(candidate, "k"),
                    number(candidate, "inertia"),
                    nullable(candidate, "silhouette"),
                    nullable(candidate, "silhouetteError"),
                    nullable(candidate, "calinskiHarabasz"),
                    nullable(candidate, "daviesBouldin")));
        }
        Map<String, Long> inputOffsets = new TreeMap<>();
        for (Map.Entry<String, JsonNode> offset : node.path("inputOffsets").properties()) {
            inputOffsets.put(offset.getKey(), offset.getValue().asLong());
        }
        return new TrainingReport(
                new TrainingReport.Input(
                        node.path("customers").asLong(),
                        node.path("inactive").asLong(),
                        inputOffsets,
                        shares(node.path("shares"))),
                new TrainingReport.Selection(
                        node.path("k").asInt(), candidates, node.hasNonNull("elbow") ? integer(node, "elbow") : null),
                new TrainingReport.Run(
                        node.path("seed").asLong(),
                        node.path("restarts").asInt(),
                        node.path("inertia").asDouble(),
                        nullable(node, "silhouette")),
                node.path("durationMs").asLong());
    }

    private static TrainingReport.@Nullable Shares shares(JsonNode node) {
        return node.isObject()
                ? new TrainingReport.Shares(
                        numbers(node, "recency"), numbers(node, "frequency"), numbers(node, "monetary"))
                : null;
    }

    /** What was checked before the model became active. */
    static List<ModelCheck> checks(JsonNode nodes) {
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
}
