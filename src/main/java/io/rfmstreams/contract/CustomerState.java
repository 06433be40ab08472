package io.rfmstreams.contract;

import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.Customer.Membership;
import io.rfmstreams.segment.Fading;
import io.rfmstreams.segment.Inactivity;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a customer in the {@code customers} store. Times and ids are written as differences from earlier ones,
 * so that a customer with ten orders takes less than 140 bytes, and about 17 more for each of its newest orders.
 */
public final class CustomerState {

    private static final int HAS_TIMER = 1;
    private static final int HAS_BEEN_BETTER = 2;
    private static final int HAS_ALERTED = 4;
    private static final int HAS_MISSED_FADING = 8;
    private static final int HAS_FADED = 16;
    private static final int USUAL_SIZE = 192;

    /** Builds before the first release wrote formats 1 to 3, which are not read. Format 4 has no orders. */
    private static final StateFormat<CustomerWithOrders> FORMAT = StateFormat.of(
                    "a customer", 5, USUAL_SIZE, CustomerState::write, CustomerState::read)
            .reading(4, CustomerState::read);

    private CustomerState() {}

    public static byte[] encode(CustomerWithOrders value) {
        return FORMAT.encode(value);
    }

    /**
     * Decodes a customer.
     *
     * @throws UnknownStateFormatException if the format of the bytes is not supported
     */
    public static CustomerWithOrders decode(byte[] bytes) {
        return FORMAT.decode(bytes);
    }

    private static void write(StateBytes to, CustomerWithOrders value) {
        Customer customer = value.customer();
        Membership membership = customer.membership();
        Evaluation evaluation = customer.evaluation();
        Inactivity inactivity = customer.inactivity();
        boolean hasTimer = customer.timerAt() != Customer.NOT_DUE;
        boolean hasBeenBetter = !inactivity.best().equals(membership.segmentId());
        boolean hasAlerted = !inactivity.alerted().isEmpty();
        to.single((hasTimer ? HAS_TIMER : 0)
                        | (hasBeenBetter ? HAS_BEEN_BETTER : 0)
                        | (hasAlerted ? HAS_ALERTED : 0)
                        | (inactivity.fading() == Fading.MISSED ? HAS_MISSED_FADING : 0)
                        | (inactivity.fading() == Fading.RAISED ? HAS_FADED : 0))
                .unsigned(customer.born())
                .unsigned(membership.sequence())
                .text(membership.segmentId())
                .unsigned(evaluation.modelVersion())
                .unsigned(evaluation.activation() + 1)
                .signedMillis(evaluation.at())
                .signedMillis(evaluation.at() - membership.since());
        if (hasTimer) {
            to.signedMillis(customer.timerAt() - evaluation.at());
        }
        if (hasBeenBetter) {
            to.text(inactivity.best());
        }
        if (hasAlerted) {
            to.unsigned(inactivity.alerted().size());
            inactivity.alerted().forEach(to::text);
        }
        PurchaseHistoryState.write(to, customer.history(), evaluation.at());
        value.newestOrders().write(to);
    }

    private static CustomerWithOrders read(StateBytes.Cursor from) {
        int flags = from.single();
        long born = from.unsigned();
        long sequence = from.unsigned();
        String segmentId = from.text();
        int modelVersion = from.count();
        long activation = from.unsigned() - 1;
        long evaluatedAt = from.signedMillis();
        long since = evaluatedAt - from.signedMillis();
        long timerAt = (flags & HAS_TIMER) != 0 ? evaluatedAt + from.signedMillis() : Customer.NOT_DUE;
        String best = (flags & HAS_BEEN_BETTER) != 0 ? from.text() : segmentId;
        List<String> alerted = (flags & HAS_ALERTED) != 0 ? readAlerted(from) : List.of();
        Customer customer = new Customer(
                born,
                new Membership(segmentId, since, sequence),
                new Evaluation(modelVersion, activation, evaluatedAt),
                timerAt,
                new Inactivity(best, alerted, fading(flags)),
                PurchaseHistoryState.read(from, evaluatedAt));
        return new CustomerWithOrders(customer, OrderPack.read(from));
    }

    private static Fading fading(int flags) {
        if ((flags & HAS_FADED) != 0) {
            return Fading.RAISED;
        }
        return (flags & HAS_MISSED_FADING) != 0 ? Fading.MISSED : Fading.POSSIBLE;
    }

    private static List<String> readAlerted(StateBytes.Cursor from) {
        List<String> alerted = new ArrayList<>();
        for (int count = from.count(); count > 0; count--) {
            alerted.add(from.text());
        }
        return alerted;
    }
}
