package io.rfmstreams.training;

import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.Scores;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import io.rfmstreams.segment.TrainingReport.Shares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a fit before it becomes active, on its own and against the parent where there is one that says enough. */
final class ModelChecks {

    /** Stands for an empty class, whose logarithm would not be finite. */
    private static final double LEAST_SHARE = 1e-4;

    private final CheckLimits limits;
    private final List<ModelCheck> checks = new ArrayList<>();

    ModelChecks(CheckLimits limits) {
        this.limits = limits;
    }

    /** All checks so far. */
    List<ModelCheck> list() {
        return List.copyOf(checks);
    }

    /** Enough customers, and no segment without or with all too few of them. */
    ModelChecks sizes(long[] sizes) {
        long customers = Arrays.stream(sizes).sum();
        long smallest = Arrays.stream(sizes).min().orElse(0);
        atLeast("customers", (double) customers, limits.minCustomers());
        atLeast("smallest-segment-customers", (double) smallest, 1);
        atLeast("smallest-segment-share", smallest / (double) customers, limits.smallestShare());
        return this;
    }

    /** @param silhouette of the fit */
    ModelChecks silhouette(@Nullable Double silhouette, SegmentationModel parent) {
        TrainingReport report = parent.training();
        Double before = report == null ? null : report.run().silhouette();
        if (silhouette != null && before != null) {
            atLeast("silhouette", silhouette, before - limits.silhouetteDrop());
        }
        return this;
    }

    /** @param share of customers whom the fit alone would move */
    ModelChecks moved(double share) {
        atMost("moved-share", share, limits.moved());
        return this;
    }

    /** How far each feature has drifted from what the parent was fitted to. */
    ModelChecks drift(Customers customers, SegmentationModel parent) {
        TrainingReport report = parent.training();
        Scores scores = parent.scores();
        if (report != null && report.input().shares() != null && scores != null) {
            Shares before = report.input().shares();
            Shares now = ScoresFit.of(customers, List.of(scores.recency(), scores.frequency(), scores.monetary()))
                    .shares();
            atMost("drift-recency", stabilityIndex(before.recency(), now.recency()), limits.drift());
            atMost("drift-frequency", stabilityIndex(before.frequency(), now.frequency()), limits.drift());
            atMost("drift-monetary", stabilityIndex(before.monetary(), now.monetary()), limits.drift());
        }
        return this;
    }

    /** The population stability index of two distributions over the same classes: Σ (q − p) ln(q / p). */
    static double stabilityIndex(List<Double> before, List<Double> now) {
        double index = 0;
        for (int i = 0; i < before.size(); i++) {
            double p = Math.max(LEAST_SHARE, before.get(i));
            double q = Math.max(LEAST_SHARE, now.get(i));
            index += (q - p) * Math.log(q / p);
        }
        return index;
    }

    private void atLeast(String name, double value, double limit) {
        checks.add(new ModelCheck(name, value, limit, value >= limit));
    }

    private void atMost(String name, double value, double limit) {
        checks.add(new ModelCheck(name, value, limit, value <= limit));
    }
}
