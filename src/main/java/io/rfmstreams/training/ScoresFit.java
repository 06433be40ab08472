package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Scores;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Fits the quintile scores: the cut points are the 20th, 40th, 60th and 80th percentiles of each raw feature, and a customer
 * is of high value from the 75th percentile of the customers' total scores on. All percentiles interpolate linearly between
 * the closest ranks (Hyndman and Fan's type 7, the default of NumPy and R).
 */
final class ScoresFit {

    private static final List<Double> QUINTILES = List.of(20.0, 40.0, 60.0, 80.0);
    private static final double HIGH_VALUE = 75;
    private static final int HIGHEST_SCORE = 5;

    private ScoresFit() {}

    /** @param raw at least one point, in days, orders and currency */
    static Scores fit(List<RfmPoint> raw) {
        List<Double> recency = cuts(raw, RfmPoint::recency);
        List<Double> frequency = cuts(raw, RfmPoint::frequency);
        List<Double> monetary = cuts(raw, RfmPoint::monetary);
        double[] totals = raw.stream()
                .mapToDouble(point -> HIGHEST_SCORE
                        + 1
                        - score(recency, point.recency())
                        + score(frequency, point.frequency())
                        + score(monetary, point.monetary()))
                .toArray();
        return new Scores(recency, frequency, monetary, percentiles(totals).evaluate(HIGH_VALUE));
    }

    private static List<Double> cuts(List<RfmPoint> raw, ToDoubleFunction<RfmPoint> feature) {
        Percentile percentiles = percentiles(raw.stream().mapToDouble(feature).toArray());
        return QUINTILES.stream().map(percentiles::evaluate).toList();
    }

    private static Percentile percentiles(double[] values) {
        Percentile percentiles = new Percentile().withEstimationType(EstimationType.R_7);
        percentiles.setData(values);
        return percentiles;
    }

    /** 1 at or below the first cut, 5 above the last. */
    private static long score(List<Double> cuts, double value) {
        return 1 + cuts.stream().filter(cut -> value > cut).count();
    }
}
