package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.SegmentProfile;

/**
 * One cluster and what its members have in common.
 *
 * @param centroid in scaled space
 * @param customers members
 * @param profile means over the members, in raw units
 * @param revenueShare the members' share of all monetary value; 0 where there is none at all
 * @param percentiles where the members stand among all customers
 */
record Cluster(
        RfmPoint centroid,
        long customers,
        SegmentProfile profile,
        double revenueShare,
        PercentileProfile percentiles) {}
