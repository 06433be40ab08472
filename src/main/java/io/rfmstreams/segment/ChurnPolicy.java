package io.rfmstreams.segment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which segments are watched for churn, and when alerts are raised.
 *
 * @param ranks ranks of watched segments; 1 is the best
 * @param ids ids of watched segments
 * @param horizon longest time between a SLIPPING alert and the move that it announces, in milliseconds
 * @param returnThreshold return probability below which a FADING alert is raised, 0 to 1; 0 for none
 */
public record ChurnPolicy(Set<Integer> ranks, Set<String> ids, long horizon, double returnThreshold) {

    public ChurnPolicy {
        ranks = Set.copyOf(ranks);
        ids = Set.copyOf(ids);
        if (horizon <= 0) {
            throw new IllegalArgumentException("alert horizon must be longer than 0, not " + horizon + " ms");
        }
        if (!(returnThreshold >= 0 && returnThreshold <= 1)) {
            throw new IllegalArgumentException("return threshold must be 0 to 1, not " + returnThreshold);
        }
    }

    /**
     * Parses the watched segments of the configuration.
     *
     * @param segments ranks or ids, separated by commas; blank to watch no segment
     * @param horizon in milliseconds
     * @param returnThreshold a probability
     * @throws IllegalArgumentException if an element is empty, a rank is below 1, the horizon is not above 0, or the
     *     threshold is no probability
     */
    public static ChurnPolicy of(String segments, long horizon, double returnThreshold) {
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
        return new ChurnPolicy(ranks, ids, horizon, returnThreshold);
    }

    /** Returns the watched ids that a model lacks, sorted. Nobody is alerted for them. */
    public List<String> unknownIds(SegmentationModel model) {
        return ids.stream().filter(id -> model.segment(id).isEmpty()).sorted().toList();
    }

    /** Returns whether a segment is watched. A segment without a rank never is. */
    boolean watches(SegmentRef segment) {
        Integer rank = segment.rank();
        return rank != null && watches(rank, segment.id());
    }

    /** Returns whether a model has a segment with an id, and the segment is watched. */
    boolean watches(String segmentId, SegmentationModel model) {
        int index = model.indexOf(segmentId);
        return index >= 0 && watches(model.rank(index), segmentId);
    }

    private boolean watches(int rank, String segmentId) {
        return ranks.contains(rank) || ids.contains(segmentId);
    }

    /**
     * Returns when the SLIPPING alert is due for a customer who will leave a watched segment: {@link #horizon} before the
     * move, but not before half of the time since the last purchase has passed.
     *
     * @param leavesAt time of the move, epoch milliseconds
     * @param lastPurchaseAt epoch milliseconds
     */
    long alertDueAt(long leavesAt, long lastPurchaseAt) {
        return leavesAt - Math.min(horizon, (leavesAt - lastPurchaseAt) / 2);
    }

    private static int rank(String digits) {
        try {
            int rank = Integer.parseInt(digits);
            if (rank >= 1) {
                return rank;
            }
        } catch (NumberFormatException tooLong) {
            // The same message as for a rank of 0.
        }
        throw new IllegalArgumentException("a watched rank must be at least 1, not " + digits);
    }
}
