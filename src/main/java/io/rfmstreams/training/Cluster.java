package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentOrigin;
import io.rfmstreams.segment.SegmentProfile;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of customers, before it becomes a segment.
 *
 * @param label index of the cluster in the clustering
 * @param centroid in scaled space
 * @param customers number of members
 * @param profile means of the members, in raw units
 * @param revenueShare the members' share of the monetary value of all customers, 0 to 1; 0 if that value is 0
 * @param percentiles mean percentiles of the members among all customers
 * @param predecessor the parent's segment that the cluster continues; null if there is none
 * @param origin how the cluster is related to the parent's segments
 */
record Cluster(
        int label,
        RfmPoint centroid,
        long customers,
        SegmentProfile profile,
        double revenueShare,
        PercentileProfile percentiles,
        @Nullable Segment predecessor,
        SegmentOrigin.Kind origin) {

    /** Returns the mean monetary value of the members. */
    double meanSpend() {
        return profile.monetary();
    }

    Cluster withPredecessor(@Nullable Segment segment, SegmentOrigin.Kind kind) {
        return new Cluster(label, centroid, customers, profile, revenueShare, percentiles, segment, kind);
    }

    /** Returns the origin of the segment that the cluster becomes. */
    SegmentOrigin segmentOrigin() {
        return new SegmentOrigin(predecessor == null ? null : predecessor.id(), origin);
    }
}
