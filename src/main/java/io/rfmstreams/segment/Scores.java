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
    private static final int MAX_SCORE = CUTS + 1;

    public Scores {
        requireCuts("recency", recency);
        requireCuts("frequency", frequency);
        requireCuts("monetary", monetary);
    }

    /** Scores a raw point: recency in days, frequency in orders, monetary in the currency's main unit, at least 0. */
    public CustomerScores of(RfmPoint raw) {
        int recencyScore = MAX_SCORE - cutsBelow(recency, raw.recency());
        int frequencyScore = 1 + cutsBelow(frequency, raw.frequency());
        int monetaryScore = 1 + cutsBelow(monetary, raw.monetary());
        return new CustomerScores(
                recencyScore,
                frequencyScore,
                monetaryScore,
                recencyScore + frequencyScore + monetaryScore >= highValue);
    }

    /** Returns the number of cut points below a value. */
    public static int cutsBelow(List<Double> cuts, double value) {
        int below = 0;
        while (below < cuts.size() && value > cuts.get(below)) {
            below++;
        }
        return below;
    }

    private static void requireCuts(String feature, List<Double> cuts) {
        if (cuts.size() != CUTS) {
            throw new InvalidModelException("scores." + feature + " must have 4 cut points, not " + cuts.size());
        }
    }
}
