package io.rfmstreams.query;

import io.rfmstreams.segment.Explanation.Contribution;
import java.util.List;

/**
 * What would become of a customer.
 *
 * @param before the customer at the present
 * @param after the customer once it has happened
 * @param explanation what each feature would contribute to the move; empty where there is none, or none between centroids
 */
public record WhatIfAnswer(CustomerAnswer before, CustomerAnswer after, List<Contribution> explanation) {

    /** Whether the customer would stand in another segment. */
    public boolean moves() {
        return !before.assignment()
                .segment()
                .id()
                .equals(after.assignment().segment().id());
    }
}
