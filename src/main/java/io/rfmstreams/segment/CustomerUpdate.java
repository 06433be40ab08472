package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Taken;
import java.util.Optional;

/**
 * A customer after something happened.
 *
 * @param customer the customer now
 * @param rfm as of the customer's last write, which is this one
 * @param move the move that it made, if any
 */
public record CustomerUpdate(Customer customer, Rfm rfm, Optional<Move> move) {

    /**
     * What became of a purchase or refund.
     *
     * @param taken the history and the outcome
     * @param update the customer after it; empty where nothing changed
     */
    public record OfEvent(Taken taken, Optional<CustomerUpdate> update) {}
}
