package io.rfmstreams.segment;

/**
 * The quintile scores of a customer by the cut points of a model. Equal customers have equal scores.
 *
 * @param recency 1 to 5; 5 is the most recent
 * @param frequency 1 to 5; 5 is the most frequent
 * @param monetary 1 to 5; 5 is the highest spend
 * @param highValue whether the total of the three is at least {@link Scores#highValue}
 */
public record CustomerScores(int recency, int frequency, int monetary, boolean highValue) {}
