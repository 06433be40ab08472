package io.rfmstreams.segment;

import org.jspecify.annotations.Nullable;

/**
 * One segment of a model: all customers whose nearest centroid is this one.
 *
 * @param id stable over refits, made of the segment's first name
 * @param rank 1 is best
 * @param centroid in the model's scaled space
 * @param profile means over the members at training; null where the model's author gave none
 * @param customers members at training
 * @param revenueShare share of all members' monetary value, 0..1
 * @param action what to do with such customers
 */
public record Segment(
        String id,
        String name,
        int rank,
        RfmPoint centroid,
        @Nullable SegmentProfile profile,
        long customers,
        double revenueShare,
        String action) {

    public Segment {
        ModelLimits.requireName("segment id", id);
        ModelLimits.requireName("segment name", name);
        ModelLimits.requireText("action", action, ModelLimits.LONGEST_ACTION);
        if (ReservedSegment.find(id) != null) {
            throw new InvalidModelException("segment id must not be reserved, not '" + id + "'");
        }
        if (rank < 1) {
            throw new InvalidModelException("rank must be at least 1, not " + rank);
        }
        if (!centroid.isFinite()) {
            throw new InvalidModelException("centroid of segment " + id + " must be finite, not " + centroid);
        }
    }

    public SegmentRef ref() {
        return new SegmentRef(id, name, rank);
    }
}
