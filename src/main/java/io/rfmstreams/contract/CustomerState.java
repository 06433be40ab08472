package io.rfmstreams.contract;

import io.rfmstreams.rfm.DayBuckets;
import io.rfmstreams.rfm.OrderMemory;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.StateBytes;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.Customer.Membership;
import io.rfmstreams.segment.Inactivity;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one customer in the {@code customers} store: a format byte, then variable-length integers. Days, times and
 * ids stand as differences to what came before, so that ten orders take some 120 bytes.
 */
public final class CustomerState {

    static final int FORMAT = 3;

    private static final int HAS_PURCHASED = 1;
    private static final int HAS_FORGOTTEN_ORDER = 2;
    private static final int HAS_FORGOTTEN_REFUND = 4;
    private static final int HAS_AGENDA = 8;
    private static final int HAS_BEEN_BETTER = 16;
    private static final int HAS_BEEN_WARNED_OF = 32;
    private static final long SECOND_MILLIS = 1_000;
    private static final int USUAL_HEADER = 96;

    private CustomerState() {}

    public static byte[] encode(Customer customer) {
        PurchaseHistory history = customer.history();
        Membership membership = customer.membership();
        Evaluation evaluation = customer.evaluation();
        StateBytes state = new StateBytes(USUAL_HEADER + history.bytes())
                .single(FORMAT)
                .single(flags(customer))
                .unsigned(customer.born())
                .unsigned(membership.sequence())
                .text(membership.segmentId())
                .unsigned(evaluation.modelVersion())
                .unsigned(evaluation.activation() + 1)
                .signed(evaluation.at())
                .signed(evaluation.at() - membership.since());
        if (history.hasPurchased()) {
            state.signed(evaluation.at() - history.firstPurchaseAt())
                    .signed(evaluation.at() - history.lastPurchaseAt())
                    .unsigned(history.orders());
        }
        writeAhead(state, customer);
        history.buckets().writeTo(state);
        writeMemory(state, history);
        return state.toByteArray();
    }

    private static int flags(Customer customer) {
        OrderMemory memory = customer.history().memory();
        Inactivity inactivity = customer.inactivity();
        return (customer.hasPurchased() ? HAS_PURCHASED : 0)
                | (memory.forgottenOrderAt() != OrderMemory.NONE ? HAS_FORGOTTEN_ORDER : 0)
                | (memory.forgottenRefundAt() != OrderMemory.NONE ? HAS_FORGOTTEN_REFUND : 0)
                | (customer.timerAt() != Customer.NOT_DUE ? HAS_AGENDA : 0)
                | (!inactivity.best().equals(customer.membership().segmentId()) ? HAS_BEEN_BETTER : 0)
                | (!inactivity.alerted().isEmpty() ? HAS_BEEN_WARNED_OF : 0);
    }

    /**
     * Decodes a customer.
     *
     * @throws UnknownStateFormatException if another version wrote it in a format that this one does not know
     */
    public static Customer decode(byte[] bytes) {
        StateBytes.Cursor state = StateFormat.require(FORMAT, "a customer", bytes);
        int flags = state.single();
        long born = state.unsigned();
        long sequence = state.unsigned();
        String segmentId = state.text();
        int modelVersion = state.count();
        long activation = state.unsigned() - 1;
        long updatedAt = state.signed();
        long since = updatedAt - state.signed();
        boolean hasPurchased = (flags & HAS_PURCHASED) != 0;
        long firstPurchaseAt = hasPurchased ? updatedAt - state.signed() : OrderMemory.NONE;
        long lastPurchaseAt = hasPurchased ? updatedAt - state.signed() : OrderMemory.NONE;
        long orders = hasPurchased ? state.unsigned() : 0;
        long timerAt = (flags & HAS_AGENDA) != 0 ? updatedAt + readStep(state) : Customer.NOT_DUE;
        String best = (flags & HAS_BEEN_BETTER) != 0 ? state.text() : segmentId;
        Inactivity inactivity =
                (flags & HAS_BEEN_WARNED_OF) != 0 ? readWarned(state, best) : Inactivity.startingIn(best);
        DayBuckets buckets = DayBuckets.read(state);
        OrderMemory memory = readMemory(state, flags, lastPurchaseAt);
        return new Customer(
                born,
                new Membership(segmentId, since, sequence),
                new Evaluation(modelVersion, activation, updatedAt),
                timerAt,
                inactivity,
                new PurchaseHistory(firstPurchaseAt, lastPurchaseAt, orders, buckets, memory));
    }

    /** Most customers have an entry in the agenda, and nothing to remember of their inactivity. */
    private static void writeAhead(StateBytes state, Customer customer) {
        if (customer.timerAt() != Customer.NOT_DUE) {
            long step = customer.timerAt() - customer.evaluation().at();
            state.signed(step % SECOND_MILLIS == 0 ? (step / SECOND_MILLIS) << 1 : (step << 1) | 1);
        }
        Inactivity inactivity = customer.inactivity();
        if (!inactivity.best().equals(customer.membership().segmentId())) {
            state.text(inactivity.best());
        }
        if (!inactivity.alerted().isEmpty()) {
            state.unsigned(inactivity.alerted().size());
            inactivity.alerted().forEach(state::text);
        }
    }

    /** Whole seconds, as most steps are, take fewer bytes. */
    private static long readStep(StateBytes.Cursor state) {
        long step = state.signed();
        return (step & 1) == 0 ? (step >> 1) * SECOND_MILLIS : step >> 1;
    }

    private static Inactivity readWarned(StateBytes.Cursor state, String best) {
        List<String> alerted = new ArrayList<>();
        for (int count = state.count(); count > 0; count--) {
            alerted.add(state.text());
        }
        return new Inactivity(best, alerted);
    }

    /** The latest forgotten order is most often the last one at all. */
    private static void writeMemory(StateBytes state, PurchaseHistory history) {
        OrderMemory memory = history.memory();
        if (memory.forgottenOrderAt() != OrderMemory.NONE) {
            state.signed(history.lastPurchaseAt() - memory.forgottenOrderAt());
        }
        if (memory.forgottenRefundAt() != OrderMemory.NONE) {
            state.signed(history.lastPurchaseAt() - memory.forgottenRefundAt());
        }
        memory.remembered().writeTo(state);
    }

    private static OrderMemory readMemory(StateBytes.Cursor state, int flags, long lastPurchaseAt) {
        long forgottenOrderAt = (flags & HAS_FORGOTTEN_ORDER) != 0 ? lastPurchaseAt - state.signed() : OrderMemory.NONE;
        long forgottenRefundAt =
                (flags & HAS_FORGOTTEN_REFUND) != 0 ? lastPurchaseAt - state.signed() : OrderMemory.NONE;
        return OrderMemory.read(state, forgottenOrderAt, forgottenRefundAt);
    }
}
