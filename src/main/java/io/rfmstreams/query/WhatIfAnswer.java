package io.rfmstreams.query;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rfmstreams.segment.Explanation.Contribution;
import java.util.List;

/**
 * The effect of a hypothetical event on a customer.
 *
 * @param before the customer before the event
 * @param after the customer after the event
 * @param explanation contribution of each feature to the segment change; empty if the segment does not change, or if one
 *     of the two segments has no centroid
 */
@JsonPropertyOrder({"customerId", "moves"})
public record WhatIfAnswer(
        @JsonIgnoreProperties("freshness") CustomerAnswer before,
        @JsonIgnoreProperties("freshness") CustomerAnswer after,
        List<Contribution> explanation) {

    @JsonProperty
    String customerId() {
        return before.customerId();
    }

    /** Returns whether the customer would be in another segment. */
    @JsonProperty
    public boolean moves() {
        return !before.assignment()
                .segment()
                .id()
                .equals(after.assignment().segment().id());
    }

    /** Returns the freshness of both parts, which come from the same state. */
    @JsonUnwrapped
    public Freshness freshness() {
        return before.freshness();
    }
}
