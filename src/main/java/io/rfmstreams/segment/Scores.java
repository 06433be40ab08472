package io.rfmstreams.segment;

import java.util.List;

/**
 * The cut points of the quintile scores. A value at or below the first cut point has the score 1, a value above the fourth
 * has the score 5. For recency it is the other way round.
 *
 * @param recency four cut points in days, ascending
 * @param frequency four cut points in orders, ascending
 * @param monetary four cut points in the currency's main unit, ascending
 * @param highValue minimum total of the three scores of a high-value customer
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
