package io.rfmstreams.training;

import java.util.Arrays;

/**
 * Matches old segments to new clusters, one to one, so that the number of customers shared by all pairs is maximal. A
 * segment and a cluster without shared customers are not matched.
 *
 * <p>This is the assignment problem. It is solved by dynamic programming over the subsets of the clusters, in segments ×
 * clusters × 2^clusters steps.
 */
final class Matching {

    private static final int NONE = -1;

    private final long[][] shared;
    private final int clusters;
    private final int[][] choices;

    private Matching(long[][] shared) {
        this.shared = shared;
        this.clusters = shared[0].length;
        this.choices = new int[shared.length][1 << clusters];
    }

    /**
     * Returns the best matching.
     *
     * @param shared number of customers that an old segment (first index) shares with a cluster (second index)
     * @return index of the old segment for each cluster, -1 for none
     */
    static int[] of(long[][] shared) {
        return new Matching(shared).solve();
    }

    private int[] solve() {
        long[] best = new long[1 << clusters];
        Arrays.fill(best, NONE);
        best[0] = 0;
        for (int segment = 0; segment < shared.length; segment++) {
            best = with(segment, best);
        }
        int fullest = 0;
        for (int subset = 1; subset < best.length; subset++) {
            if (best[subset] > best[fullest]) {
                fullest = subset;
            }
        }
        return trace(fullest);
    }

    /**
     * Adds a segment to the solution.
     *
     * @param before largest number of shared customers by the set of matched clusters, without the segment
     * @return the same with the segment
     */
    private long[] with(int segment, long[] before) {
        long[] after = before.clone();
        Arrays.fill(choices[segment], NONE);
        for (int subset = 0; subset < before.length; subset++) {
            for (int cluster = 0; cluster < clusters && before[subset] >= 0; cluster++) {
                int larger = subset | 1 << cluster;
                long total = before[subset] + shared[segment][cluster];
                if (larger != subset && shared[segment][cluster] > 0 && total > after[larger]) {
                    after[larger] = total;
                    choices[segment][larger] = cluster;
                }
            }
        }
        return after;
    }

    private int[] trace(int paired) {
        int[] matches = new int[clusters];
        Arrays.fill(matches, NONE);
        int subset = paired;
        for (int segment = shared.length - 1; segment >= 0; segment--) {
            int cluster = choices[segment][subset];
            if (cluster != NONE) {
                matches[cluster] = segment;
                subset ^= 1 << cluster;
            }
        }
        return matches;
    }
}
