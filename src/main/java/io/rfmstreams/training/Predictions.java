package io.rfmstreams.training;

import io.rfmstreams.segment.ReturnReport.Bin;
import io.rfmstreams.segment.ReturnReport.Quality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Predicted probabilities of rows with known labels. */
final class Predictions {

    /** Keeps the log loss finite where a prediction is 0 or 1. */
    private static final double MIN_PROBABILITY = 1e-15;

    private final ReturnRows rows;
    private final double[] predicted;
    private final int[] ascending;

    /** @param prediction the predicted probability of each row */
    Predictions(ReturnRows rows, IntToDoubleFunction prediction) {
        this.rows = rows;
        predicted = IntStream.range(0, rows.size()).mapToDouble(prediction).toArray();
        ascending = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> predicted[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Returns the quality of the predictions. The rows must have both labels. */
    Quality quality() {
        return new Quality(auc(), logLoss(), brier());
    }

    /** Groups the rows by predicted probability into bins of equal size; the first bins are larger by one if need be. */
    List<Bin> calibration(int bins) {
        List<Bin> calibration = new ArrayList<>();
        int from = 0;
        for (int bin = 0; bin < bins; bin++) {
            int to = from + rows.size() / bins + (bin < rows.size() % bins ? 1 : 0);
            if (to > from) {
                calibration.add(bin(from, to));
            }
            from = to;
        }
        return calibration;
    }

    private Bin bin(int from, int to) {
        double sum = 0;
        int returned = 0;
        for (int i = from; i < to; i++) {
            sum += predicted[ascending[i]];
            returned += rows.hasReturned(ascending[i]) ? 1 : 0;
        }
        int count = to - from;
        return new Bin(sum / count, returned / (double) count, count);
    }

    /** Returns the Mann-Whitney statistic over the number of pairs. Equal predictions share the mean of their ranks. */
    private double auc() {
        double returned = rows.countReturned();
        double rankSum = 0;
        int from = 0;
        while (from < ascending.length) {
            int to = from;
            int returnedOfEqual = 0;
            while (to < ascending.length && predicted[ascending[to]] == predicted[ascending[from]]) {
                returnedOfEqual += rows.hasReturned(ascending[to++]) ? 1 : 0;
            }
            // The ranks are from + 1 to to.
            rankSum += returnedOfEqual * ((from + 1.0 + to) / 2);
            from = to;
        }
        return (rankSum - returned * (returned + 1) / 2) / (returned * (rows.size() - returned));
    }

    private double logLoss() {
        double sum = 0;
        for (int row = 0; row < predicted.length; row++) {
            double probability = Math.max(MIN_PROBABILITY, Math.min(1 - MIN_PROBABILITY, predicted[row]));
            sum -= rows.hasReturned(row) ? StrictMath.log(probability) : StrictMath.log1p(-probability);
        }
        return sum / predicted.length;
    }

    private double brier() {
        double sum = 0;
        for (int row = 0; row < predicted.length; row++) {
            double error = predicted[row] - (rows.hasReturned(row) ? 1 : 0);
            sum += error * error;
        }
        return sum / predicted.length;
    }
}
