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
 * @param rfm as of the last moment at which the customer was judged
 * @param moves the moves made, in order
 * @param slips the slips to be told of, in order
 * @param outlook what time alone will do from now on
 * @param isJudged whether the customer was judged anew, and is to be told of even if nothing moved
 */
public record CustomerUpdate(
        Customer customer, Rfm rfm, List<Move> moves, List<Slip> slips, Outlook outlook, boolean isJudged) {

    /**
     * What became of a purchase or refund.
     *
     * @param taken the history and the outcome
     * @param update the customer after it; empty where nothing changed
     */
    public record OfEvent(Taken taken, Optional<CustomerUpdate> update) {}

    /** A customer to whom nothing has happened. */
    static CustomerUpdate none(Customer customer, Rfm rfm, Outlook outlook) {
        return new CustomerUpdate(customer, rfm, List.of(), List.of(), outlook, false);
    }

    /** The next move if the customer buys nothing; null if there is none. */
    public @Nullable NextChange nextChange() {
        return outlook.nextChange();
    }

    /** The next moment at which anything is due, epoch milliseconds; {@link Customer#NOT_DUE} if there is none. */
    public long wakeUpAt() {
        return outlook.wakeUp(customer.updatedAt());
    }

    /** Both, one after the other. */
    CustomerUpdate then(CustomerUpdate later) {
        return new CustomerUpdate(
                later.customer,
                later.rfm,
                joined(moves, later.moves),
                joined(slips, later.slips),
                later.outlook,
                isJudged || later.isJudged);
    }

    CustomerUpdate with(Slip slip) {
        return new CustomerUpdate(customer, rfm, moves, joined(slips, List.of(slip)), outlook, isJudged);
    }

    /** After a warning that the customer is about to leave a segment. */
    CustomerUpdate warned(String segmentId) {
        Customer warned = customer.withSilence(customer.silence().warningOf(segmentId));
        return new CustomerUpdate(warned, rfm, moves, slips, outlook.withoutDecline(), isJudged);
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
