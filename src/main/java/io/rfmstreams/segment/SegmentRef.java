package io.rfmstreams.segment;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a segment in events and answers.
 *
 * @param rank rank of the segment, 1 is the best; null for a {@link ReservedSegment} and for a segment whose model is gone
 */
public record SegmentRef(String id, String name, @Nullable Integer rank) {

    /**
     * Returns whether the other segment has a rank, and this one has a lower rank (a larger number) or is {@link
     * ReservedSegment#INACTIVE}.
     */
    boolean isBelow(SegmentRef other) {
        return other.rank != null && (isInactive() || (rank != null && rank > other.rank));
    }

    boolean isInactive() {
        return id.equals(ReservedSegment.INACTIVE.id());
    }
}
