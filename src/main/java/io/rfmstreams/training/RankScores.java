package io.rfmstreams.training;

import java.util.function.IntToLongFunction;

/**
 * Quintile scores of customers by rank among all customers. About a fifth of the customers has each score; customers with
 * equal values are ranked by their order in the input. A customer is of high value if the total of the three scores is at
 * least the 75th percentile of the totals.
 *
 * <p>The cut points of a model ({@link io.rfmstreams.segment.Scores}) score a single customer instead, and give equal
 * values the same score.
 *
 * <p>An instance takes 3 bytes per customer. Creating it takes at most 11, plus the 16 of {@link Customers}.
 */
public final class RankScores {

    private static final int SCORES = 5;
    private static final int LARGEST_TOTAL = 3 * SCORES;
    private static final double HIGH_VALUE = 0.75;

    private final byte[] recency;
    private final byte[] frequency;
    private final byte[] monetary;
    private final double leastTotal;

    private RankScores(byte[] recency, byte[] frequency, byte[] monetary) {
        this.recency = recency;
        this.frequency = frequency;
        this.monetary = monetary;
        this.leastTotal = recency.length == 0 ? 0 : quantileOfTotals(HIGH_VALUE);
    }

    /**
     * Scores customers.
     *
     * @param customers RFM of all customers, ordered by id
     */
    public static RankScores of(Customers customers) {
        byte[] recency = scores(customers.size(), customers::recencyDays);
        for (int customer = 0; customer < recency.length; customer++) {
            recency[customer] = (byte) (SCORES + 1 - recency[customer]);
        }
        return new RankScores(
                recency,
                scores(customers.size(), customers::frequency),
                scores(customers.size(), customers::monetaryUnits));
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

    /** Returns the scores by ascending rank. A rank on the border between two fifths belongs to the lower one. */
    private static byte[] scores(int customers, IntToLongFunction number) {
        int[] ranked = RankOrder.ascending(customers, number);
        byte[] scores = new byte[customers];
        for (int rank = 0; rank < customers; rank++) {
            scores[ranked[rank]] = (byte) (rank == 0 ? 1 : ((long) rank * SCORES + customers - 2) / (customers - 1));
        }
        return scores;
    }

    private double quantileOfTotals(double share) {
        int[] customersOfTotal = new int[LARGEST_TOTAL + 1];
        for (int customer = 0; customer < recency.length; customer++) {
            customersOfTotal[total(customer)]++;
        }
        double rank = share * (recency.length - 1);
        int below = (int) rank;
        int lower = totalAt(below, customersOfTotal);
        int upper = totalAt(Math.min(below + 1, recency.length - 1), customersOfTotal);
        return lower + (rank - below) * (upper - lower);
    }

    /** Returns the total of the customer at a rank, counted from 0. */
    private static int totalAt(int rank, int[] customersOfTotal) {
        int total = 0;
        for (int seen = customersOfTotal[0]; seen <= rank; seen += customersOfTotal[total]) {
            total++;
        }
        return total;
    }
}
