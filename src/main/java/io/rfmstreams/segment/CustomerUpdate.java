package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer after something happened, or after several things.
 *
 * @param customer the customer now; where the entry in the agenda stands is still as before
 * @param rfm as of the last moment at which the customer was evaluated
 * @param moves the moves made, in order
 * @param signals the signals to be told of, in order
 * @param projection what time alone will do from now on
 * @param isEvaluated whether the customer was evaluated anew, and is to be told of even if nothing moved
 */
public record CustomerUpdate(
        Customer customer,
        Rfm rfm,
        List<SegmentMove> moves,
        List<ChurnSignal> signals,
        Projection projection,
        boolean isEvaluated) {

    /**
     * What became of a purchase or refund.
     *
     * @param taken the history and the outcome
     * @param update the customer after it; empty where nothing changed
     */
    public record OfEvent(Taken taken, Optional<CustomerUpdate> update) {}

    /** A customer to whom nothing has happened. */
    static CustomerUpdate none(Customer customer, Rfm rfm, Projection projection) {
        return new CustomerUpdate(customer, rfm, List.of(), List.of(), projection, false);
    }

    /** The next move if the customer buys nothing; null if there is none. */
    public @Nullable NextChange nextChange() {
        return projection.nextChange();
    }

    /** The next moment at which anything is due, epoch milliseconds; {@link Customer#NOT_DUE} if there is none. */
    public long wakeUpAt() {
        return projection.wakeUp(customer.updatedAt());
    }

    /** Both, one after the other. */
    CustomerUpdate then(CustomerUpdate later) {
        return new CustomerUpdate(
                later.customer,
                later.rfm,
                joined(moves, later.moves),
                joined(signals, later.signals),
                later.projection,
                isEvaluated || later.isEvaluated);
    }

    CustomerUpdate with(ChurnSignal signal) {
        return new CustomerUpdate(customer, rfm, moves, joined(signals, List.of(signal)), projection, isEvaluated);
    }

    /** After a warning that the customer is about to leave a segment. */
    CustomerUpdate warned(String segmentId) {
        Customer warned = customer.withInactivity(customer.inactivity().warningOf(segmentId));
        return new CustomerUpdate(warned, rfm, moves, signals, projection.withoutDecline(), isEvaluated);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
