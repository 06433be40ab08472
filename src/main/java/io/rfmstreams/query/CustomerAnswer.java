package io.rfmstreams.query;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.Standing;
import java.util.List;

/**
 * A customer at the present.
 *
 * @param asOf the present of the customer's task, epoch milliseconds
 * @param profile the customer brought up to that moment; its RFM is as of then, not as of its last write
 * @param standing the segment by name, and what to do with such customers
 * @param forecast every move that the customer will make without buying, in order
 * @param distances to all centroids of the model in force, by rank; empty without one
 */
public record CustomerAnswer(
        long asOf,
        CustomerProfile profile,
        Standing standing,
        List<NextChange> forecast,
        List<Distance> distances,
        Freshness freshness) {}
