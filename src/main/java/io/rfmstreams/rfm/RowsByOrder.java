package io.rfmstreams.rfm;

import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All rows of a customer, refunds beside the order that they name. */
final class RowsByOrder {

    private final Map<String, KeptOrder> orders = new HashMap<>();
    private final Map<String, List<KeptRefund>> refunds = new HashMap<>();

    private RowsByOrder() {}

    static RowsByOrder of(List<KeptRow> rows) {
        RowsByOrder byOrder = new RowsByOrder();
        for (KeptRow row : rows) {
            if (row instanceof KeptOrder order) {
                byOrder.orders.put(order.id(), order);
            } else if (row instanceof KeptRefund refund && refund.orderId() != null) {
                byOrder.refunds
                        .computeIfAbsent(refund.orderId(), id -> new ArrayList<>())
                        .add(refund);
            }
        }
        return byOrder;
    }

    /** The order itself, or the order that a refund names; null if that is not there. */
    @Nullable
    KeptOrder orderOf(KeptRow row) {
        if (row instanceof KeptOrder order) {
            return order;
        }
        String orderId = ((KeptRefund) row).orderId();
        return orderId == null ? null : orders.get(orderId);
    }

    /** Whether an order is not undone. */
    boolean stands(KeptOrder order) {
        return !RefundedOrder.of(order, refunds.getOrDefault(order.id(), List.of()))
                .isUndone();
    }

    /**
     * Time of the last order of a day bucket that stands.
     *
     * @param but an order that is left out
     * @return {@link DayBucket#NONE} where there is none
     */
    long lastOrderAt(long day, Window window, KeptOrder but) {
        long last = DayBucket.NONE;
        for (KeptOrder order : orders.values()) {
            boolean isOther =
                    window.dayOf(order.occurredAt()) == day && !order.id().equals(but.id());
            if (isOther && stands(order)) {
                last = Math.max(last, order.occurredAt());
            }
        }
        return last;
    }
}
