package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.contract.Json;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentOrigin;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import io.rfmstreams.segment.TrainingReport.Candidate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a model as tables: segments, candidates for k, origins of segments, checks and return probability. */
final class ModelReport {

    private static final ObjectMapper MAPPER = Json.mapper().build();

    private final SegmentationModel model;

    ModelReport(SegmentationModel model) {
        this.model = model;
    }

    /** Prints the report. The state is part of the first line, for example "published and active". */
    void print(String state, PrintWriter out) {
        out.println("Model " + model.version() + ", " + state + ", trained as of "
                + Timestamps.format(model.trainedAsOf()) + " for rfm.window=" + model.window()
                + (model.parent() == null ? ", without a parent" : ", parent " + model.parent()));
        out.println();
        SegmentTable.of(model).print(out);
        TrainingReport training = model.training();
        if (training != null) {
            if (!training.selection().candidates().isEmpty()) {
                out.println();
                candidates(training).print(out);
            }
        }
        origins(out);
        if (!model.checks().isEmpty()) {
            out.println();
            checks(model.checks()).print(out);
        }
        ReturnModel returnModel = model.returnModel();
        if (returnModel != null) {
            out.println();
            new ReturnModelReport(model, returnModel).print(out);
        }
        out.flush();
    }

    /** Returns the message of the model, and the curve of its return probability as {@code returnCurve}. */
    String json() {
        try {
            ObjectNode json = (ObjectNode) MAPPER.readTree(ModelJson.encode(model));
            ReturnModel returnModel = model.returnModel();
            json.set(
                    "returnCurve",
                    returnModel == null
                            ? NullNode.getInstance()
                            : ReturnCurve.of(model, returnModel).json());
            return json.toString();
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static TextTable candidates(TrainingReport training) {
        TextTable table = new TextTable("k", "inertia", "silhouette", "Calinski-Harabasz", "Davies-Bouldin", "");
        for (Candidate candidate : training.selection().candidates()) {
            table.row(
                    candidate.k(),
                    TextTable.decimal(2, candidate.inertia()),
                    decimal(4, candidate.silhouette()),
                    decimal(1, candidate.calinskiHarabasz()),
                    decimal(3, candidate.daviesBouldin()),
                    remark(candidate, training));
        }
        return table;
    }

    private static String remark(Candidate candidate, TrainingReport training) {
        boolean chosen = candidate.k() == training.selection().k();
        Integer elbow = training.selection().elbow();
        boolean isElbow = elbow != null && candidate.k() == elbow;
        return chosen && isElbow ? "chosen, elbow" : chosen ? "chosen" : isElbow ? "elbow" : "";
    }

    /** Prints the origins of segments, except of those that continue a segment of the parent under its id. */
    private void origins(PrintWriter out) {
        List<String> lines = model.segments().stream()
                .filter(segment -> !segment.id().equals(segment.origin().continues())
                        || segment.origin().kind() != SegmentOrigin.Kind.SAME)
                .map(ModelReport::origin)
                .toList();
        if (model.parent() != null && !lines.isEmpty()) {
            out.println();
            lines.forEach(out::println);
        }
    }

    private static String origin(Segment segment) {
        String continued = segment.origin().continues() == null
                ? ""
                : ", continues " + segment.origin().continues();
        return segment.id() + ": "
                + switch (segment.origin().kind()) {
                    case SAME -> "renamed";
                    case MERGED -> "merged";
                    case SPLIT -> "split";
                    case NEW -> "new";
                }
                + continued;
    }

    private static TextTable checks(List<ModelCheck> checks) {
        TextTable table = new TextTable("check", "value", "limit", "result");
        for (ModelCheck check : checks) {
            table.row(check.name(), number(check.value()), number(check.limit()), check.passed() ? "passed" : "FAILED");
        }
        return table;
    }

    private static String number(double value) {
        return TextTable.decimal(value == Math.rint(value) ? 0 : 4, value);
    }

    private static String decimal(int decimals, @Nullable Double value) {
        return value == null ? "" : TextTable.decimal(decimals, value);
    }
}
