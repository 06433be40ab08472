package io.rfmstreams.training;

import io.rfmstreams.segment.Scores;
import io.rfmstreams.segment.TrainingReport.Shares;
import io.rfmstreams.training.ParallelRanges.Range;
import java.util.Arrays;
import java.util.List;

/** Counts the scores of customers by given cut points. The high-value threshold is the lower 75 % quantile of the totals. */
final class ScoresFit {

    private static final List<Feature> FEATURES = List.of(Feature.RECENCY, Feature.FREQUENCY, Feature.MONETARY);
    private static final int HIGH_VALUE_PERCENT = 75;
    private static final int SCORES = 5;

    private final List<List<Double>> cuts;
    private final long customers;
    private final long[][] counts = new long[FEATURES.size()][SCORES];
    private final long[] totals = new long[FEATURES.size() * SCORES + 1];

    private ScoresFit(List<List<Double>> cuts, long customers) {
        this.cuts = cuts;
        this.customers = customers;
    }

    /**
     * Counts the scores of customers.
     *
     * @param cuts four ascending cut points each of recency, frequency and monetary
     */
    static ScoresFit of(Customers customers, List<List<Double>> cuts) {
        ScoresFit whole = new ScoresFit(cuts, customers.size());
        ParallelRanges.map(customers.size(), range -> new ScoresFit(cuts, 0).count(customers, range))
                .forEach(whole::add);
        return whole;
    }

    /** Returns the cut points and the high-value threshold. */
    Scores scores() {
        int highValue = total(FeatureDistribution.lowerRank(HIGH_VALUE_PERCENT, customers));
        return new Scores(cuts.get(0), cuts.get(1), cuts.get(2), highValue);
    }

    /** Returns the shares of customers between the cut points. */
    Shares shares() {
        return new Shares(shares(0), shares(1), shares(2));
    }

    private List<Double> shares(int feature) {
        return Arrays.stream(counts[feature])
                .mapToObj(count -> count / (double) customers)
                .toList();
    }

    /** Returns the total score of the customer with a rank, 0 for the lowest total. */
    private int total(long rank) {
        int total = 0;
        for (long upTo = totals[0]; upTo <= rank; upTo += totals[total]) {
            total++;
        }
        return total;
    }

    private ScoresFit count(Customers customers, Range range) {
        for (int i = range.from(); i < range.to(); i++) {
            // Recency scores 5 minus the cut points below it, frequency and monetary 1 plus theirs.
            int total = SCORES + 2;
            for (int feature = 0; feature < FEATURES.size(); feature++) {
                int above = Scores.cutsBelow(
                        cuts.get(feature), FEATURES.get(feature).of(customers, i));
                counts[feature][above]++;
                total += FEATURES.get(feature) == Feature.RECENCY ? -above : above;
            }
            totals[total]++;
        }
        return this;
    }

    private void add(ScoresFit part) {
        for (int feature = 0; feature < counts.length; feature++) {
            for (int score = 0; score < SCORES; score++) {
                counts[feature][score] += part.counts[feature][score];
            }
        }
        for (int total = 0; total < totals.length; total++) {
            totals[total] += part.totals[total];
        }
    }
}
