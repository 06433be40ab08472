package io.rfmstreams.segment;

import org.jspecify.annotations.Nullable;

/**
 * Names a segment in events and answers.
 *
 * @param rank 1 is best; null for the two reserved segments that belong to no model
 */
public record SegmentRef(String id, String name, @Nullable Integer rank) {

    /** Customers too young to be evaluated. */
    public static final SegmentRef NEW = new SegmentRef("new", "New", null);

    /** Customers whom no model has evaluated yet. */
    public static final SegmentRef UNASSIGNED = new SegmentRef("unassigned", "Unassigned", null);

    /** Whether an id belongs to one of the two segments of no model. */
    public static boolean isReserved(String id) {
        return id.equals(NEW.id) || id.equals(UNASSIGNED.id);
    }

    /** Whether both have a rank, and this one's is the lower. */
    boolean isBelow(SegmentRef other) {
        return rank != null && other.rank != null && rank > other.rank;
    }
}
