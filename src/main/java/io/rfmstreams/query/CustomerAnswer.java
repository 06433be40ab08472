package io.rfmstreams.query;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.segment.Assignment;
import io.rfmstreams.segment.NextChange;
import java.util.List;

/**
 * A customer at the present.
 *
 * @param asOf the present of the customer's task, epoch milliseconds
 * @param profile the customer brought up to that moment; its RFM is as of then, not as of its last write
 * @param assignment the segment, and the recommended action
 * @param forecast every move that the customer will make without buying, in order
 * @param distances to all centroids of the model in force, by rank; empty without one
 */
public record CustomerAnswer(
        long asOf,
        CustomerProfile profile,
        Assignment assignment,
        List<NextChange> forecast,
        List<Distance> distances,
        Freshness freshness) {}
