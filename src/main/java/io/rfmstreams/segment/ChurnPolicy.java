package io.rfmstreams.segment;

import java.util.HashSet;
import java.util.Set;

/**
 * Whose slipping is worth an alert, and how early.
 *
 * @param ranks ranks of watched segments; 1 is best
 * @param ids ids of watched segments
 * @param horizon how long before a customer leaves a watched segment the alert comes at most, in milliseconds
 */
public record ChurnPolicy(Set<Integer> ranks, Set<String> ids, long horizon) {

    public ChurnPolicy {
        ranks = Set.copyOf(ranks);
        ids = Set.copyOf(ids);
        if (horizon <= 0) {
            throw new IllegalArgumentException("alert horizon must be longer than 0, not " + horizon + " ms");
        }
    }

    /**
     * Reads what configuration says.
     *
     * @param segments ranks or ids, comma-separated; empty to watch nobody
     * @throws IllegalArgumentException if an element is empty or a rank is not at least 1
     */
    public static ChurnPolicy of(String segments, long horizon) {
        Set<Integer> ranks = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (String segment : segments.isBlank() ? new String[0] : segments.split(",", -1)) {
            String element = segment.trim();
            if (element.isEmpty()) {
                throw new IllegalArgumentException("watched segments must not be empty, as in '" + segments + "'");
            }
            if (element.chars().allMatch(Character::isDigit)) {
                ranks.add(rank(element));
            } else {
                ids.add(element);
            }
        }
        return new ChurnPolicy(ranks, ids, horizon);
    }

    boolean watches(SegmentRef segment) {
        Integer rank = segment.rank();
        return rank != null && (ranks.contains(rank) || ids.contains(segment.id()));
    }

    /**
     * When to warn of a customer who is going to leave a segment.
     *
     * @param leavesAt when the customer does, epoch milliseconds
     */
    long warnsAt(long leavesAt, long lastPurchaseAt) {
        return leavesAt - Math.min(horizon, (leavesAt - lastPurchaseAt) / 2);
    }

    private static int rank(String digits) {
        try {
            int rank = Integer.parseInt(digits);
            if (rank >= 1) {
                return rank;
            }
        } catch (NumberFormatException tooLong) {
            // told below
        }
        throw new IllegalArgumentException("a watched rank must be at least 1, not " + digits);
    }
}
