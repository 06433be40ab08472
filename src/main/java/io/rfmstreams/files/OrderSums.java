package io.rfmstreams.files;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up the lines of all orders. */
final class OrderSums {

    private final EventSender sender;
    private final boolean totals;
    private final Map<OrderKey, OrderSum> orders = new LinkedHashMap<>();

    OrderSums(EventSender sender, boolean totals) {
        this.sender = sender;
        this.totals = totals;
    }

    void add(OrderPart part) {
        OrderSum sum = orders.get(part.key());
        if (sum == null) {
            orders.put(part.key(), new OrderSum(part, totals));
        } else {
            sum.add(part);
        }
    }

    /** Sends all orders. */
    void end() throws IOException {
        for (OrderSum order : orders.values()) {
            sender.send(order);
        }
        orders.clear();
    }
}
