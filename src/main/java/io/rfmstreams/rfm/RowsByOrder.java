package io.rfmstreams.rfm;

import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All rows of a customer, with refunds grouped by order. */
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

    /** Returns the order itself, or the order that a refund names; null if there is no such row. */
    @Nullable
    KeptOrder orderOf(KeptRow row) {
        if (row instanceof KeptOrder order) {
            return order;
        }
        String orderId = ((KeptRefund) row).orderId();
        return orderId == null ? null : orders.get(orderId);
    }

    /** Returns whether an order is not undone. */
    boolean stands(KeptOrder order) {
        return !RefundedOrder.of(order, refunds.getOrDefault(order.id(), List.of()))
                .isUndone();
    }

    /**
     * Returns the time of the last order of a day bucket that is not undone.
     *
     * @param but an order to leave out
     * @return {@link DayBucket#NONE} if there is none
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
