package io.rfmstreams.training;

import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.segment.ReturnReport.Features;
import io.rfmstreams.segment.ReturnReport.Sample;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Validates the return model out of time, beside two baselines on the same rows: recency alone, and k-nearest neighbours. The
 * training snapshots are those whose horizon ends before the test snapshot begins; the test snapshot is the latest one.
 */
final class ReturnValidation {

    /** Maximum number of test rows; the first rows are taken. */
    static final int MAX_TEST_ROWS = 20_000;

    private static final int NEIGHBOURS = 100;
    private static final int CALIBRATION_BINS = 10;

    private ReturnValidation() {}

    /** Returns the report; null if there are too few rows for the fits, or if all test rows have the same label. */
    static @Nullable ReturnReport of(ReturnSnapshots snapshots) {
        long testedAt = snapshots.asOf() - snapshots.horizon();
        Optional<ReturnSnapshot> latest = snapshots.toList().stream()
                .filter(snapshot -> snapshot.at() == testedAt)
                .findFirst();
        return latest.isEmpty() ? null : of(snapshots.horizon(), early(snapshots), latest.get());
    }

    /** Returns why there is no report, for users. */
    static String obstacle(ReturnSnapshots snapshots) {
        return rows(early(snapshots))
                .tooFew(LogisticRegression.MIN_CLASS_SIZE)
                .map(tooFew -> "the validation takes a history of three horizons; before its test, " + tooFew)
                .orElse("all customers of its test, or none, bought within the horizon");
    }

    private static List<ReturnSnapshot> early(ReturnSnapshots snapshots) {
        long trainedUntil = snapshots.asOf() - 2 * snapshots.horizon();
        return snapshots.toList().stream()
                .filter(snapshot -> snapshot.at() <= trainedUntil)
                .toList();
    }

    private static ReturnRows rows(List<ReturnSnapshot> snapshots) {
        return ReturnRows.concat(snapshots.stream().map(ReturnSnapshot::rows).toList());
    }

    private static @Nullable ReturnReport of(long horizon, List<ReturnSnapshot> early, ReturnSnapshot latest) {
        ReturnRows training = rows(early);
        ReturnRows test = latest.rows().first(MAX_TEST_ROWS);
        int returned = test.countReturned();
        ReturnModel rfm = ReturnFit.fit(training, Features.RFM, horizon);
        ReturnModel recency = ReturnFit.fit(training, Features.RECENCY, horizon);
        if (rfm == null || recency == null || returned == 0 || returned == test.size()) {
            return null;
        }
        NearestNeighbours neighbours = new NearestNeighbours(training, NEIGHBOURS);
        Predictions logistic = new Predictions(test, row -> predict(rfm, test, row));
        ReturnReport.Quality ours = logistic.quality();
        Predictions byRecency = new Predictions(test, row -> predict(recency, test, row));
        ReturnReport.Quality recencyOnly = byRecency.quality();
        return new ReturnReport(
                recencyOnly.logLoss() < ours.logLoss() ? Features.RECENCY : Features.RFM,
                new Sample(early.stream().map(ReturnSnapshot::at).toList(), training.size(), training.countReturned()),
                new Sample(List.of(latest.at()), test.size(), returned),
                ours,
                recencyOnly,
                new Predictions(test, row -> neighbours.probability(test, row)).quality(),
                logistic.calibration(CALIBRATION_BINS),
                byRecency.calibration(CALIBRATION_BINS));
    }

    private static double predict(ReturnModel model, ReturnRows rows, int row) {
        return model.probability(rows.feature(row, 0), rows.feature(row, 1), rows.feature(row, 2));
    }
}
