package io.rfmstreams.training;

import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.segment.ReturnReport.Features;
import org.jspecify.annotations.Nullable;

/**
 * Fits the return model to all snapshots. If recency alone predicted better in the validation, the model is recency alone, with
 * 0 as the coefficients of frequency and monetary.
 */
public final class ReturnFit {

    private ReturnFit() {}

    /**
     * Fits and validates the model.
     *
     * @return null if the history is too short: fewer than {@value LogisticRegression#MIN_CLASS_SIZE} rows of customers who
     *     returned, or of customers who did not
     */
    public static @Nullable ReturnModel of(ReturnSnapshots snapshots) {
        ReturnReport report = ReturnValidation.of(snapshots);
        ReturnRows rows = ReturnRows.concat(
                snapshots.toList().stream().map(ReturnSnapshot::rows).toList());
        ReturnModel model = fit(rows, report == null ? Features.RFM : report.model(), snapshots.horizon());
        return model == null ? null : model.withValidation(report);
    }

    static @Nullable ReturnModel fit(ReturnRows rows, Features features, long horizon) {
        int count = features == Features.RFM ? ReturnRows.FEATURES : 1;
        double[] fitted = LogisticRegression.fit(rows, count);
        if (fitted == null) {
            return null;
        }
        return features == Features.RFM
                ? new ReturnModel(horizon, fitted[0], fitted[1], fitted[2], fitted[3], null)
                : new ReturnModel(horizon, fitted[0], fitted[1], 0, 0, null);
    }
}
