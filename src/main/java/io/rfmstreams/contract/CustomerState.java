package io.rfmstreams.contract;

import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.OrderMemory;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.segment.Customer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one customer in the {@code customers} store: a format byte, then variable-length integers. Days, times and
 * ids stand as differences to what came before, so that ten orders take some 120 bytes.
 */
public final class CustomerState {

    static final int FORMAT = 1;

    private static final int HAS_PURCHASED = 1;
    private static final int HAS_FORGOTTEN_ORDER = 2;
    private static final int HAS_FORGOTTEN_REFUND = 4;
    private static final int USUAL_SIZE = 192;
    private static final int SEVERAL_ORDERS = 1;
    private static final int FINER = 2;
    private static final long CENT_UNITS = 100;

    private CustomerState() {}

    public static byte[] encode(Customer customer) {
        PurchaseHistory history = customer.history();
        OrderMemory memory = history.memory();
        StateWriter state = new StateWriter(USUAL_SIZE)
                .writeByte(FORMAT)
                .writeByte((history.hasPurchased() ? HAS_PURCHASED : 0)
                        | (memory.forgottenOrderAt() != OrderMemory.NONE ? HAS_FORGOTTEN_ORDER : 0)
                        | (memory.forgottenRefundAt() != OrderMemory.NONE ? HAS_FORGOTTEN_REFUND : 0))
                .writeUnsigned(customer.born())
                .writeUnsigned(customer.sequence())
                .writeString(customer.segmentId())
                .writeUnsigned(customer.modelVersion())
                .writeUnsigned(customer.activation())
                .writeSigned(customer.updatedAt())
                .writeSigned(customer.updatedAt() - customer.since());
        if (history.hasPurchased()) {
            state.writeSigned(customer.updatedAt() - history.firstPurchaseAt())
                    .writeSigned(customer.updatedAt() - history.lastPurchaseAt())
                    .writeUnsigned(history.orders());
        }
        writeBuckets(state, history.buckets());
        writeMemory(state, history);
        return state.toByteArray();
    }

    /**
     * Decodes a customer.
     *
     * @throws UnknownStateFormatException if another version wrote it in a format that this one does not know
     */
    public static Customer decode(byte[] bytes) {
        StateReader state = new StateReader(bytes).requireFormat(FORMAT, "a customer");
        int flags = state.readByte();
        long born = state.readUnsigned();
        long sequence = state.readUnsigned();
        String segmentId = state.readString();
        int modelVersion = state.readCount();
        int activation = state.readCount();
        long updatedAt = state.readSigned();
        long since = updatedAt - state.readSigned();
        boolean hasPurchased = (flags & HAS_PURCHASED) != 0;
        long firstPurchaseAt = hasPurchased ? updatedAt - state.readSigned() : OrderMemory.NONE;
        long lastPurchaseAt = hasPurchased ? updatedAt - state.readSigned() : OrderMemory.NONE;
        long orders = hasPurchased ? state.readUnsigned() : 0;
        List<DayBucket> buckets = readBuckets(state);
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

    /** Most days have one order, sums are whole cents, and days follow each other: all goes into one small number. */
    private static void writeBuckets(StateWriter state, List<DayBucket> buckets) {
        state.writeUnsigned(buckets.size());
        long previous = 0;
        for (DayBucket bucket : buckets) {
            boolean single = bucket.orders() == 1;
            long units = bucket.total().units();
            boolean cents = units % CENT_UNITS == 0;
            state.writeUnsigned(((bucket.day() - previous) << 2) | (single ? 0 : SEVERAL_ORDERS) | (cents ? 0 : FINER));
            if (!single) {
                state.writeUnsigned(bucket.orders());
            }
            state.writeSigned(cents ? units / CENT_UNITS : units)
                    .writeUnsigned(ofDay(bucket.lastAt() - startOf(bucket.day())));
            previous = bucket.day();
        }
    }

    private static List<DayBucket> readBuckets(StateReader state) {
        int count = state.readCount();
        List<DayBucket> buckets = new ArrayList<>(count + 1);
        long day = 0;
        for (int i = 0; i < count; i++) {
            long step = state.readUnsigned();
            day += step >>> 2;
            long orders = (step & SEVERAL_ORDERS) == 0 ? 1 : state.readUnsigned();
            long total = state.readSigned() * ((step & FINER) == 0 ? CENT_UNITS : 1);
            buckets.add(new DayBucket(day, orders, new Money(total), startOf(day) + millisOf(state.readUnsigned())));
        }
        return buckets;
    }

    /** The latest forgotten order is most often the last one at all. */
    private static void writeMemory(StateWriter state, PurchaseHistory history) {
        OrderMemory memory = history.memory();
        if (memory.forgottenOrderAt() != OrderMemory.NONE) {
            state.writeSigned(history.lastPurchaseAt() - memory.forgottenOrderAt());
        }
        if (memory.forgottenRefundAt() != OrderMemory.NONE) {
            state.writeSigned(history.lastPurchaseAt() - memory.forgottenRefundAt());
        }
        memory.remembered().writeTo(state.bytes());
    }

    private static OrderMemory readMemory(StateReader state, int flags, long lastPurchaseAt) {
        long forgottenOrderAt =
                (flags & HAS_FORGOTTEN_ORDER) != 0 ? lastPurchaseAt - state.readSigned() : OrderMemory.NONE;
        long forgottenRefundAt =
                (flags & HAS_FORGOTTEN_REFUND) != 0 ? lastPurchaseAt - state.readSigned() : OrderMemory.NONE;
        return OrderMemory.read(state.cursor(), forgottenOrderAt, forgottenRefundAt);
    }

    private static long startOf(long day) {
        return day * 86_400_000L;
    }

    /** Whole seconds, as most times are, take three bytes instead of four. */
    private static long ofDay(long millis) {
        return millis % 1000 == 0 ? (millis / 1000) << 1 : (millis << 1) | 1;
    }

    private static long millisOf(long ofDay) {
        return (ofDay & 1) == 0 ? (ofDay >>> 1) * 1000 : ofDay >>> 1;
    }
}
