package io.rfmstreams.contract;

import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several orders of one customer in one value. A pack takes about 17 bytes for each order, and one record for all of them.
 * Times and positions are written as differences from those of the first order. Instances are immutable.
 */
public final class OrderPack {

    public static final OrderPack EMPTY = new OrderPack(0, new byte[0]);

    private static final int USUAL_ORDER_SIZE = 40;

    private static final StateFormat<OrderPack> FORMAT =
            StateFormat.of("several orders", 1, 256, (to, pack) -> pack.write(to), OrderPack::read);

    private final int size;
    private final byte[] orders;

    private OrderPack(int size, byte[] orders) {
        this.size = size;
        this.orders = orders;
    }

    public static OrderPack of(Collection<KeptOrder> orders) {
        OrderPack pack = EMPTY;
        for (KeptOrder order : orders) {
            pack = pack.with(order);
        }
        return pack;
    }

    /** Returns a pack with one more order. */
    public OrderPack with(KeptOrder order) {
        StateBytes longer = new StateBytes(orders.length + USUAL_ORDER_SIZE).copy(orders, 0, orders.length);
        long firstAt = 0;
        long firstPosition = 0;
        if (size > 0) {
            StateBytes.Cursor from = new StateBytes.Cursor(orders, 0);
            from.skip(from.count());
            firstAt = from.signedMillis();
            from.unsigned();
            firstPosition = from.signed();
        }
        longer.text(order.id()).signedMillis(order.occurredAt() - firstAt);
        KeptRowState.writeAmount(longer, order.amount());
        longer.signed(order.position() - firstPosition);
        return new OrderPack(size + 1, longer.toByteArray());
    }

    /** Returns a pack without the orders that have some of these ids. */
    public OrderPack without(Set<String> orderIds) {
        return of(orders().stream()
                .filter(order -> !orderIds.contains(order.id()))
                .toList());
    }

    /** Returns the number of orders. */
    public int size() {
        return size;
    }

    /** Returns the memory of the orders in bytes. */
    public int bytes() {
        return orders.length;
    }

    /** Returns the orders, oldest first in the order of arrival. */
    public List<KeptOrder> orders() {
        List<KeptOrder> all = new ArrayList<>(size);
        StateBytes.Cursor from = new StateBytes.Cursor(orders, 0);
        long firstAt = 0;
        long firstPosition = 0;
        for (int i = 0; i < size; i++) {
            String id = from.text();
            long at = firstAt + from.signedMillis();
            Money amount = KeptRowState.readAmount(from);
            long position = firstPosition + from.signed();
            if (i == 0) {
                firstAt = at;
                firstPosition = position;
            }
            all.add(new KeptOrder(id, at, amount, position));
        }
        return all;
    }

    /** Returns the last order with an id, or null if there is none. An id may be used again after a window. */
    public @Nullable KeptOrder order(String orderId) {
        KeptOrder found = null;
        for (KeptOrder each : orders()) {
            if (each.id().equals(orderId)) {
                found = each;
            }
        }
        return found;
    }

    /** Returns the position of the first order. The pack must have one. */
    public long firstPosition() {
        StateBytes.Cursor from = new StateBytes.Cursor(orders, 0);
        return skipToPosition(from).signed();
    }

    /** Returns the highest position of an order, -1 for an empty pack. */
    public long lastPosition() {
        StateBytes.Cursor from = new StateBytes.Cursor(orders, 0);
        long first = size == 0 ? -1 : skipToPosition(from).signed();
        long last = first;
        for (int i = 1; i < size; i++) {
            last = Math.max(last, first + skipToPosition(from).signed());
        }
        return last;
    }

    private static StateBytes.Cursor skipToPosition(StateBytes.Cursor from) {
        from.skip(from.count());
        from.signedMillis();
        from.unsigned();
        return from;
    }

    /** Encodes a pack as a value of the {@code orders} store. */
    public byte[] encode() {
        return FORMAT.encode(this);
    }

    /**
     * Decodes a value of the {@code orders} store.
     *
     * @throws UnknownStateFormatException if the format of the bytes is not supported
     */
    public static OrderPack decode(byte[] bytes) {
        return FORMAT.decode(bytes);
    }

    /** Writes a pack as the last part of a value. An empty pack takes no byte. */
    void write(StateBytes to) {
        if (size > 0) {
            to.unsigned(size).copy(orders, 0, orders.length);
        }
    }

    /** Reads the pack that is the last part of a value. */
    static OrderPack read(StateBytes.Cursor from) {
        return from.isAtEnd() ? EMPTY : new OrderPack(from.count(), from.rest());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrderPack that && orders().equals(that.orders());
    }

    @Override
    public int hashCode() {
        return orders().hashCode();
    }

    @Override
    public String toString() {
        return orders().toString();
    }
}
