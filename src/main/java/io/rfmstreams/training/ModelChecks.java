package io.rfmstreams.training;

import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.Scores;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import io.rfmstreams.segment.TrainingReport.Shares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of a model before its activation. Checks against the parent are left out if the parent lacks their input. */
final class ModelChecks {

    /** Replaces lower shares, because the logarithm of 0 is not finite. */
    private static final double MIN_SHARE = 1e-4;

    private final CheckLimits limits;
    private final List<ModelCheck> checks = new ArrayList<>();

    ModelChecks(CheckLimits limits) {
        this.limits = limits;
    }

    /** Returns all checks so far. */
    List<ModelCheck> list() {
        return List.copyOf(checks);
    }

    /**
     * Checks the number of customers, and the number and share of customers of the smallest segment.
     *
     * @param sizes number of customers of each segment
     */
    ModelChecks sizes(long[] sizes) {
        long customers = Arrays.stream(sizes).sum();
        long smallest = Arrays.stream(sizes).min().orElse(0);
        atLeast("customers", (double) customers, limits.minCustomers());
        atLeast("smallest-segment-customers", (double) smallest, 1);
        atLeast("smallest-segment-share", smallest / (double) customers, limits.smallestShare());
        return this;
    }

    /**
     * Checks that the silhouette is not much lower than the parent's.
     *
     * @param silhouette mean silhouette of the model; null if it was not computed
     */
    ModelChecks silhouette(@Nullable Double silhouette, SegmentationModel parent) {
        TrainingReport report = parent.training();
        Double before = report == null ? null : report.run().silhouette();
        if (silhouette != null && before != null) {
            atLeast("silhouette", silhouette, before - limits.silhouetteDrop());
        }
        return this;
    }

    /**
     * Checks the share of customers that the model moves out of their segments.
     *
     * @param share 0 to 1
     */
    ModelChecks moved(double share) {
        atMost("moved-share", share, limits.moved());
        return this;
    }

    /** Checks that the distribution of each feature is similar to the one that the parent was fitted to. */
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

    /**
     * Checks that the return model orders customers better than guesses do.
     *
     * @param model null for none; a model without a validation has no check
     */
    ModelChecks returns(@Nullable ReturnModel model) {
        if (model != null && model.validation() != null) {
            atLeast("return-auc", model.validation().selected().auc(), limits.returnAuc());
        }
        return this;
    }

    /**
     * Returns the population stability index of two distributions over the same classes: Σ (q − p) ln(q / p).
     *
     * @param before shares p of the classes, 0 to 1
     * @param now shares q of the classes, 0 to 1
     */
    static double stabilityIndex(List<Double> before, List<Double> now) {
        double index = 0;
        for (int i = 0; i < before.size(); i++) {
            double p = Math.max(MIN_SHARE, before.get(i));
            double q = Math.max(MIN_SHARE, now.get(i));
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
