package io.rfmstreams.training;

import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.segment.ReturnReport.Features;
import io.rfmstreams.training.ReturnOutcome.Fitted;
import io.rfmstreams.training.ReturnOutcome.Skipped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits the return model to all snapshots. If recency alone predicted better in the validation, the model is recency alone, with
 * 0 as the coefficients of frequency and monetary.
 */
public final class ReturnFit {

    private ReturnFit() {}

    /** Fits and validates the model, unless the history is too short. */
    public static ReturnOutcome of(ReturnSnapshots snapshots) {
        List<ReturnSnapshot> all = snapshots.toList();
        if (all.isEmpty()) {
            return new Skipped(snapshots.tooShort());
        }
        ReturnReport report = ReturnValidation.of(snapshots);
        ReturnRows rows =
                ReturnRows.concat(all.stream().map(ReturnSnapshot::rows).toList());
        ReturnModel model = fit(rows, report == null ? Features.RFM : report.model(), snapshots.horizon());
        if (model == null) {
            return new Skipped(
                    rows.tooFew(LogisticRegression.MIN_CLASS_SIZE).orElse("the logistic regression does not converge"));
        }
        return new Fitted(model.withValidation(report), report == null ? ReturnValidation.obstacle(snapshots) : null);
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
