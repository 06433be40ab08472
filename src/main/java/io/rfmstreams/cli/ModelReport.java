package io.rfmstreams.cli;

import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import io.rfmstreams.segment.TrainingReport.Candidate;
import io.rfmstreams.segment.TrainingReport.Lineage;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that a model says of itself, as tables: its segments, the numbers of segments tried, where it comes from, checks. */
final class ModelReport {

    private final SegmentationModel model;

    ModelReport(SegmentationModel model) {
        this.model = model;
    }

    /** @param state such as "published and active" */
    void print(String state, PrintWriter out) {
        out.println("Model " + model.version() + ", " + state + ", trained as of "
                + Timestamps.format(model.trainedAsOf()) + " for window " + model.window()
                + (model.parent() == null ? ", without a parent" : ", parent " + model.parent()));
        out.println();
        SegmentTable.of(model).print(out);
        TrainingReport training = model.training();
        if (training != null) {
            if (!training.selection().candidates().isEmpty()) {
                out.println();
                candidates(training).print(out);
            }
            lineage(training, out);
        }
        if (!model.checks().isEmpty()) {
            out.println();
            checks(model.checks()).print(out);
        }
        out.flush();
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
        boolean bend = elbow != null && candidate.k() == elbow;
        return chosen && bend ? "chosen, elbow" : chosen ? "chosen" : bend ? "elbow" : "";
    }

    /** Says nothing of segments that simply go on. */
    private static void lineage(TrainingReport training, PrintWriter out) {
        List<Lineage> news = training.lineage().stream()
                .filter(lineage -> lineage.origin() != Lineage.Origin.KEPT)
                .toList();
        if (!news.isEmpty()) {
            out.println();
        }
        for (Lineage lineage : news) {
            out.println(lineage.segment() + ": "
                    + switch (lineage.origin()) {
                        case KEPT -> "goes on";
                        case MERGED -> "merged from " + names(lineage);
                        case SPLIT -> "split off from " + names(lineage);
                        case NEW -> "new";
                    });
        }
    }

    private static String names(Lineage lineage) {
        return lineage.from().stream().collect(Collectors.joining(", "));
    }

    private static TextTable checks(List<ModelCheck> checks) {
        TextTable table = new TextTable("check", "value", "limit", "verdict");
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
