package io.rfmstreams.training;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Quintile scores of customers by rank among all customers. About a fifth of the customers has each score; customers with
 * equal values are ranked by their order in the input. A customer is of high value if the total of the three scores is at
 * least the 75th percentile of the totals.
 *
 * <p>The cut points of a model ({@link io.rfmstreams.segment.Scores}) score a single customer instead, and give equal
 * values the same score.
 */
public final class RankScores {

    private static final int SCORES = 5;
    private static final double HIGH_VALUE = 0.75;

    private final int[] recency;
    private final int[] frequency;
    private final int[] monetary;
    private final double leastTotal;

    private RankScores(int[] recency, int[] frequency, int[] monetary) {
        this.recency = recency;
        this.frequency = frequency;
        this.monetary = monetary;
        this.leastTotal = quantile(
                IntStream.range(0, recency.length).map(this::total).sorted().toArray(), HIGH_VALUE);
    }

    /**
     * Scores customers.
     *
     * @param rfms RFM of all customers, ordered by id
     */
    public static RankScores of(List<Rfm> rfms) {
        int[] recency = scores(rfms, Comparator.comparingLong(Rfm::recencyDays));
        return new RankScores(
                IntStream.of(recency).map(score -> SCORES + 1 - score).toArray(),
                scores(rfms, Comparator.comparingLong(Rfm::frequency)),
                scores(rfms, Comparator.comparing(rfm -> amount(rfm))));
    }

    /** Returns the recency score of a customer, 1 to 5; 5 is the most recent. */
    public int recency(int customer) {
        return recency[customer];
    }

    /** Returns the frequency score of a customer, 1 to 5; 5 is the most frequent. */
    public int frequency(int customer) {
        return frequency[customer];
    }

    /** Returns the monetary score of a customer, 1 to 5; 5 is the highest value. */
    public int monetary(int customer) {
        return monetary[customer];
    }

    /** Returns whether a customer is of high value. */
    public boolean highValue(int customer) {
        return total(customer) >= leastTotal;
    }

    private int total(int customer) {
        return recency[customer] + frequency[customer] + monetary[customer];
    }

    private static Money amount(Rfm rfm) {
        return rfm.monetary().atLeastZero();
    }

    /** Returns the scores by ascending rank. A rank on the border between two fifths belongs to the lower one. */
    private static int[] scores(List<Rfm> rfms, Comparator<Rfm> order) {
        int[] ranked = IntStream.range(0, rfms.size())
                .boxed()
                .sorted((a, b) -> order.compare(rfms.get(a), rfms.get(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] scores = new int[ranked.length];
        for (int rank = 0; rank < ranked.length; rank++) {
            scores[ranked[rank]] =
                    rank == 0 ? 1 : (int) (((long) rank * SCORES + ranked.length - 2) / (ranked.length - 1));
        }
        return scores;
    }

    private static double quantile(int[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
