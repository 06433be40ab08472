package io.rfmstreams.segment;

import java.util.List;

/**
 * Cut points of the quintile scores: a value at or below the first cut scores 1, above the fourth 5; recency the other
 * way round.
 *
 * @param recency four cut points in days, ascending
 * @param frequency four cut points in orders, ascending
 * @param monetary four cut points in the currency's main unit, ascending
 * @param highValue the least total of the three scores that makes a customer one of high value
 */
public record Scores(List<Double> recency, List<Double> frequency, List<Double> monetary, double highValue) {

    private static final int CUTS = 4;

    public Scores {
        requireCuts("recency", recency);
        requireCuts("frequency", frequency);
        requireCuts("monetary", monetary);
    }

    private static void requireCuts(String feature, List<Double> cuts) {
        if (cuts.size() != CUTS) {
            throw new InvalidModelException("scores." + feature + " must have 4 cut points, not " + cuts.size());
        }
    }
}
