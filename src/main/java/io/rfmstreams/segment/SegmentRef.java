package io.rfmstreams.segment;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a segment in events and answers.
 *
 * @param rank rank of the segment, 1 is the best; null for a {@link ReservedSegment} and for a segment whose model is gone
 */
public record SegmentRef(String id, String name, @Nullable Integer rank) {

    /** Returns whether both segments have a rank and this segment has the lower one (the larger number). */
    boolean isBelow(SegmentRef other) {
        return rank != null && other.rank != null && rank > other.rank;
    }
}
