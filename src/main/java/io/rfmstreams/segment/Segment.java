package io.rfmstreams.segment;

import org.jspecify.annotations.Nullable;

/**
 * A segment of a model. It consists of the customers whose nearest centroid is the segment's.
 *
 * @param id id of the segment; the trainer makes it of the name
 * @param rank rank of the segment, 1 is the best
 * @param archetype key of the archetype that it is named after; null if the model's author gave none
 * @param origin where it comes from
 * @param centroid centroid in the model's scaled space
 * @param profile means of the customers at training; null if the model's author gave none
 * @param customers number of customers at training
 * @param revenueShare share of the monetary value of all customers at training, 0 to 1
 * @param action recommended action for the customers
 */
public record Segment(
        String id,
        String name,
        int rank,
        @Nullable String archetype,
        SegmentOrigin origin,
        RfmPoint centroid,
        @Nullable SegmentProfile profile,
        long customers,
        double revenueShare,
        String action) {

    public Segment {
        ModelLimits.requireName("segment id", id);
        ModelLimits.requireName("segment name", name);
        if (archetype != null) {
            ModelLimits.requireName("archetype", archetype);
        }
        ModelLimits.requireText("action", action, ModelLimits.MAX_ACTION_LENGTH);
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

    /** A segment without an archetype and without a parent. */
    public Segment(
            String id,
            String name,
            int rank,
            RfmPoint centroid,
            @Nullable SegmentProfile profile,
            long customers,
            double revenueShare,
            String action) {
        this(id, name, rank, null, SegmentOrigin.NEW, centroid, profile, customers, revenueShare, action);
    }

    public SegmentRef ref() {
        return new SegmentRef(id, name, rank);
    }
}
