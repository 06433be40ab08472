package io.rfmstreams.segment;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A segment that belongs to no model. It has no rank, and no model can use its id. */
public enum ReservedSegment {
    /** Customers in cold start, see {@link ColdStart}. */
    NEW("new", "New", "Welcome them and win the second order"),

    /** Customers who wait for the first model. */
    UNASSIGNED("unassigned", "Unassigned", "Wait for the first model"),

    /** Customers of whom no order counts: all have left the window or are undone. It is below every rank. */
    INACTIVE("inactive", "Inactive", "Write to them rarely, and only with a reason to come back");

    private final Assignment assignment;

    ReservedSegment(String id, String name, String action) {
        assignment = new Assignment(new SegmentRef(id, name, null), action);
    }

    /** Returns the reserved segment with an id, or null if the id is not reserved. */
    public static @Nullable ReservedSegment find(String id) {
        for (ReservedSegment segment : values()) {
            if (segment.id().equals(id)) {
                return segment;
            }
        }
        return null;
    }

    /** Returns the references of all reserved segments. */
    public static List<SegmentRef> refs() {
        return Arrays.stream(values()).map(ReservedSegment::ref).toList();
    }

    public String id() {
        return ref().id();
    }

    public SegmentRef ref() {
        return assignment.segment();
    }

    /** Returns the recommended action for its customers. */
    public String action() {
        return assignment.action();
    }

    Assignment assignment() {
        return assignment;
    }
}
