package io.rfmstreams.segment;

import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.rfm.Rfm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one or more events of a customer.
 *
 * @param customer the customer after the events; the timer is still at its old due time
 * @param rfm RFM at the last evaluation
 * @param moves the segment moves, in order
 * @param signals the churn signals, in order
 * @param projection the next events that time alone will bring
 * @param isEvaluated whether the customer was evaluated; then the profile is written even if nothing moved
 */
public record CustomerUpdate(
        Customer customer,
        Rfm rfm,
        List<SegmentMove> moves,
        List<ChurnSignal> signals,
        Projection projection,
        boolean isEvaluated) {

    /**
     * The result of a purchase or refund.
     *
     * @param applied the outcome of the event and the history after it
     * @param update the customer after the event; empty if nothing changed
     */
    public record EventResult(HistoryUpdate applied, Optional<CustomerUpdate> update) {}

    /** Returns an update without any event. */
    static CustomerUpdate none(Customer customer, Rfm rfm, Projection projection) {
        return new CustomerUpdate(customer, rfm, List.of(), List.of(), projection, false);
    }

    /** Returns the next segment change without a purchase, or null if there is none. */
    public @Nullable NextChange nextChange() {
        return projection.nextChange();
    }

    /** Returns the next time at which anything is due, epoch milliseconds; {@link Customer#NOT_DUE} if there is none. */
    public long nextDueAt() {
        return projection.nextDueAfter(customer.evaluation().at());
    }

    /** Returns the result of this update followed by a later one. */
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

    /** Returns this update as it is at a time of the task's clock, which decides what signals are late. */
    CustomerUpdate toldAt(long now) {
        return signals.isEmpty()
                ? this
                : new CustomerUpdate(
                        customer,
                        rfm,
                        moves,
                        signals.stream().map(signal -> signal.toldAt(now)).toList(),
                        projection,
                        isEvaluated);
    }

    /** Returns this update after a SLIPPING alert for a segment. */
    CustomerUpdate withAlert(String segmentId) {
        Customer alerted = customer.withInactivity(customer.inactivity().withAlert(segmentId));
        return new CustomerUpdate(alerted, rfm, moves, signals, projection.withoutPendingAlert(), isEvaluated);
    }

    /** Returns this update with whether a FADING alert is possible from now on. */
    CustomerUpdate withFading(Fading fading) {
        Customer other = customer.withInactivity(customer.inactivity().withFading(fading));
        return new CustomerUpdate(other, rfm, moves, signals, projection.withoutFading(), isEvaluated);
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
