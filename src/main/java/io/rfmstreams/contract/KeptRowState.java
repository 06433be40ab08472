package io.rfmstreams.contract;

import io.rfmstreams.rfm.KeptRow;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import io.rfmstreams.rfm.Money;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a row in the {@code orders} store: time, amount and position, about 12 bytes; for a refund also the
 * order that it names. The id is in the key, see {@link KeptRowKey}.
 */
public final class KeptRowState {

    private static final long CENT_UNITS = 100;

    private static final StateFormat<Value> ORDER =
            StateFormat.of("an order", 1, 24, KeptRowState::writeOrder, KeptRowState::readOrder);
    private static final StateFormat<Value> REFUND =
            StateFormat.of("a refund", 1, 40, KeptRowState::writeRefund, KeptRowState::readRefund);

    /** The content of a row. */
    private record Value(
            long occurredAt,
            Money amount,
            long position,
            @Nullable String orderId) {}

    private KeptRowState() {}

    public static byte[] encode(KeptRow row) {
        return row instanceof KeptRefund refund
                ? REFUND.encode(new Value(refund.occurredAt(), refund.amount(), refund.position(), refund.orderId()))
                : ORDER.encode(new Value(row.occurredAt(), row.amount(), row.position(), null));
    }

    /**
     * Decodes an order.
     *
     * @throws UnknownStateFormatException if the format of the bytes is not supported
     */
    public static KeptOrder decodeOrder(String orderId, byte[] bytes) {
        Value value = ORDER.decode(bytes);
        return new KeptOrder(orderId, value.occurredAt(), value.amount(), value.position());
    }

    /**
     * Decodes a refund.
     *
     * @throws UnknownStateFormatException if the format of the bytes is not supported
     */
    public static KeptRefund decodeRefund(String refundId, byte[] bytes) {
        Value value = REFUND.decode(bytes);
        return new KeptRefund(refundId, value.orderId(), value.occurredAt(), value.amount(), value.position());
    }

    private static void writeOrder(StateBytes to, Value value) {
        to.signedMillis(value.occurredAt());
        writeAmount(to, value.amount());
        to.unsigned(value.position());
    }

    /** Writes an amount, at least 0. Whole cents take fewer bytes. */
    static void writeAmount(StateBytes to, Money amount) {
        long units = amount.units();
        to.unsigned(units % CENT_UNITS == 0 ? (units / CENT_UNITS) << 1 : (units << 1) | 1);
    }

    /** Reads an amount that {@link #writeAmount} wrote. */
    static Money readAmount(StateBytes.Cursor from) {
        long amount = from.unsigned();
        return new Money((amount & 1) == 0 ? (amount >>> 1) * CENT_UNITS : amount >>> 1);
    }

    private static Value readOrder(StateBytes.Cursor from) {
        long occurredAt = from.signedMillis();
        return new Value(occurredAt, readAmount(from), from.unsigned(), null);
    }

    private static void writeRefund(StateBytes to, Value value) {
        writeOrder(to, value);
        to.text(value.orderId() == null ? "" : value.orderId());
    }

    private static Value readRefund(StateBytes.Cursor from) {
        Value event = readOrder(from);
        String orderId = from.text();
        return new Value(event.occurredAt(), event.amount(), event.position(), orderId.isEmpty() ? null : orderId);
    }
}
