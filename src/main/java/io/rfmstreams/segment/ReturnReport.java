package io.rfmstreams.segment;

import java.util.List;

/**
 * The validation of a return model out of time: regressions on early snapshots, tested on a later one. The label of a row is
 * whether the customer bought within the horizon after the snapshot. The labels of the training rows were known before the
 * time of the test snapshot.
 *
 * @param model the features of the model that was selected
 * @param training the rows of the fits
 * @param test the rows of the test
 * @param logistic quality of the regression on recency, frequency and monetary
 * @param recencyOnly quality of the regression on recency alone
 * @param nearestNeighbours quality of k-nearest neighbours
 * @param calibration test rows of the regression on recency, frequency and monetary, grouped by predicted probability,
 *     ascending
 * @param recencyOnlyCalibration the same of the regression on recency alone; empty if the model's author gave none
 */
public record ReturnReport(
        Features model,
        Sample training,
        Sample test,
        Quality logistic,
        Quality recencyOnly,
        Quality nearestNeighbours,
        List<Bin> calibration,
        List<Bin> recencyOnlyCalibration) {

    public ReturnReport {
        calibration = List.copyOf(calibration);
        recencyOnlyCalibration = List.copyOf(recencyOnlyCalibration);
    }

    /** Returns the quality of the model that was selected. */
    public Quality selected() {
        return model == Features.RFM ? logistic : recencyOnly;
    }

    /** Returns the calibration of the model that was selected. */
    public List<Bin> selectedCalibration() {
        return model == Features.RFM ? calibration : recencyOnlyCalibration;
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new InvalidModelException("return.validation." + name + " must be 0 to 1, not " + share);
        }
    }

    /** The features of a regression. */
    public enum Features {
        /** Recency, frequency and monetary. */
        RFM,
        /** Recency alone. The other coefficients are 0. */
        RECENCY
    }

    /**
     * The rows of one or more snapshots. A row is a customer who was active at the time of a snapshot.
     *
     * @param snapshots times of the snapshots, epoch milliseconds
     * @param rows at least 1
     * @param returned number of rows with a purchase within the horizon after the snapshot
     */
    public record Sample(List<Long> snapshots, long rows, long returned) {

        public Sample {
            snapshots = List.copyOf(snapshots);
            if (rows < 1) {
                throw new InvalidModelException("return.validation rows must be at least 1, not " + rows);
            }
            if (returned < 0 || returned > rows) {
                throw new InvalidModelException(
                        "return.validation returned must be 0 to " + rows + ", not " + returned);
            }
        }

        /** Returns the share of rows with a purchase, 0 to 1. */
        public double baseRate() {
            return returned / (double) rows;
        }
    }

    /**
     * The quality of predicted probabilities.
     *
     * @param auc area under the ROC curve: the probability that a customer who returned has a higher prediction than one
     *     who did not; 0.5 for guesses, 1 at best
     * @param logLoss mean negative log-likelihood in nats, 0 at best
     * @param brier mean squared error, 0 at best
     */
    public record Quality(double auc, double logLoss, double brier) {

        public Quality {
            requireShare("auc", auc);
            requireShare("brier", brier);
            if (!(logLoss >= 0 && logLoss < Double.POSITIVE_INFINITY)) {
                throw new InvalidModelException(
                        "return.validation.logLoss must be finite and at least 0, not " + logLoss);
            }
        }
    }

    /**
     * A group of customers with similar predictions.
     *
     * @param predicted mean predicted probability
     * @param observed share of the customers who returned
     * @param customers at least 1
     */
    public record Bin(double predicted, double observed, long customers) {

        public Bin {
            requireShare("calibration predicted", predicted);
            requireShare("calibration observed", observed);
            if (customers < 1) {
                throw new InvalidModelException(
                        "return.validation.calibration customers must be at least 1, not " + customers);
            }
        }
    }
}
