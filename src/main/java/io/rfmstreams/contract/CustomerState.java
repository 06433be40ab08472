package io.rfmstreams.contract;

import io.rfmstreams.rfm.DayBuckets;
import io.rfmstreams.rfm.OrderMemory;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.StateBytes;
import io.rfmstreams.segment.Customer;

/**
 * The bytes of one customer in the {@code customers} store: a format byte, then variable-length integers. Days, times and
 * ids stand as differences to what came before, so that ten orders take some 120 bytes.
 */
public final class CustomerState {

    static final int FORMAT = 1;

    private static final int HAS_PURCHASED = 1;
    private static final int HAS_FORGOTTEN_ORDER = 2;
    private static final int HAS_FORGOTTEN_REFUND = 4;
    private static final int USUAL_HEADER = 96;

    private CustomerState() {}

    public static byte[] encode(Customer customer) {
        PurchaseHistory history = customer.history();
        OrderMemory memory = history.memory();
        StateBytes state = new StateBytes(USUAL_HEADER
                        + history.buckets().mostBytes()
                        + memory.remembered().mostBytes())
                .single(FORMAT)
                .single((history.hasPurchased() ? HAS_PURCHASED : 0)
                        | (memory.forgottenOrderAt() != OrderMemory.NONE ? HAS_FORGOTTEN_ORDER : 0)
                        | (memory.forgottenRefundAt() != OrderMemory.NONE ? HAS_FORGOTTEN_REFUND : 0))
                .unsigned(customer.born())
                .unsigned(customer.sequence())
                .text(customer.segmentId())
                .unsigned(customer.modelVersion())
                .unsigned(customer.activation())
                .signed(customer.updatedAt())
                .signed(customer.updatedAt() - customer.since());
        if (history.hasPurchased()) {
            state.signed(customer.updatedAt() - history.firstPurchaseAt())
                    .signed(customer.updatedAt() - history.lastPurchaseAt())
                    .unsigned(history.orders());
        }
        history.buckets().writeTo(state);
        writeMemory(state, history);
        return state.toByteArray();
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
        int activation = state.count();
        long updatedAt = state.signed();
        long since = updatedAt - state.signed();
        boolean hasPurchased = (flags & HAS_PURCHASED) != 0;
        long firstPurchaseAt = hasPurchased ? updatedAt - state.signed() : OrderMemory.NONE;
        long lastPurchaseAt = hasPurchased ? updatedAt - state.signed() : OrderMemory.NONE;
        long orders = hasPurchased ? state.unsigned() : 0;
        DayBuckets buckets = DayBuckets.read(state);
        OrderMemory memory = readMemory(state, flags, lastPurchaseAt);
        return new Customer(
                born,
                sequence,
                segmentId,
                since,
                modelVersion,
                activation,
                updatedAt,
                new PurchaseHistory(firstPurchaseAt, lastPurchaseAt, orders, buckets, memory));
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
