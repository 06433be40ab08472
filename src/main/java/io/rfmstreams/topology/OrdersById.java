package io.rfmstreams.topology;

import io.rfmstreams.contract.OrderPack;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders of one customer, one for each id. Of several orders with one id, the one with the highest position is kept: an order can be
 * stored in more than one place, and an id can be used again after a window.
 */
final class OrdersById {

    private final Map<String, KeptOrder> orders = new HashMap<>();

    void add(KeptOrder order) {
        orders.merge(order.id(), order, (one, other) -> one.position() <= other.position() ? other : one);
    }

    void addAll(OrderPack pack) {
        pack.orders().forEach(this::add);
    }

    @Nullable
    KeptOrder get(String orderId) {
        return orders.get(orderId);
    }

    Collection<KeptOrder> all() {
        return orders.values();
    }
}
