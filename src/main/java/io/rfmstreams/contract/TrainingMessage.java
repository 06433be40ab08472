package io.rfmstreams.contract;

import io.rfmstreams.segment.TrainingReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The {@link TrainingReport} of a model as it is in JSON. */
record TrainingMessage(
        long customers,
        long inactive,
        int k,
        @Nullable List<TrainingReport.Candidate> candidates,
        @Nullable Integer elbow,
        long seed,
        int restarts,
        double inertia,
        @Nullable Double silhouette,
        TrainingReport.@Nullable Shares shares,
        @Nullable Map<String, Long> inputOffsets,
        long durationMs) {

    static TrainingMessage of(TrainingReport report) {
        return new TrainingMessage(
                report.input().customers(),
                report.input().inactive(),
                report.selection().k(),
                report.selection().candidates(),
                report.selection().elbow(),
                report.run().seed(),
                report.run().restarts(),
                report.run().inertia(),
                report.run().silhouette(),
                report.input().shares(),
                report.input().offsets(),
                report.durationMs());
    }

    TrainingReport toReport() {
        return new TrainingReport(
                new TrainingReport.Input(
                        customers,
                        inactive,
                        inputOffsets == null ? new TreeMap<>() : new TreeMap<>(inputOffsets),
                        shares),
                new TrainingReport.Selection(k, ModelMessage.orEmpty(candidates), elbow),
                new TrainingReport.Run(seed, restarts, inertia, silhouette),
                durationMs);
    }
}
