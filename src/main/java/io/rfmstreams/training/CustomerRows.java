package io.rfmstreams.training;

import io.rfmstreams.rfm.KeptRow;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.RowChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The orders and refunds of one customer in memory. */
public final class CustomerRows implements KeptRows {

    private final Map<String, KeptOrder> orders = new HashMap<>();
    private final Map<String, KeptRefund> refunds = new HashMap<>();
    private final Map<String, List<KeptRefund>> refundsByOrder = new HashMap<>();

    /** Applies the changes that an event causes. */
    public void apply(RowChanges changes) {
        changes.deletes().forEach(this::delete);
        for (KeptRow row : changes.puts()) {
            if (row instanceof KeptOrder order) {
                orders.put(order.id(), order);
            } else if (row instanceof KeptRefund refund) {
                put(refund);
            }
        }
    }

    private void put(KeptRefund refund) {
        KeptRefund replaced = refunds.put(refund.id(), refund);
        if (replaced != null) {
            unlink(replaced);
        }
        if (refund.orderId() != null) {
            refundsByOrder
                    .computeIfAbsent(refund.orderId(), id -> new ArrayList<>())
                    .add(refund);
        }
    }

    private void delete(KeptRow row) {
        if (row instanceof KeptOrder) {
            orders.remove(row.id());
            return;
        }
        KeptRefund removed = refunds.remove(row.id());
        if (removed != null) {
            unlink(removed);
        }
    }

    private void unlink(KeptRefund refund) {
        if (refund.orderId() != null) {
            refundsByOrder.computeIfPresent(refund.orderId(), (id, ofOrder) -> {
                ofOrder.remove(refund);
                return ofOrder.isEmpty() ? null : ofOrder;
            });
        }
    }

    @Override
    public @Nullable KeptOrder order(String orderId) {
        return orders.get(orderId);
    }

    @Override
    public @Nullable KeptRefund refund(String refundId) {
        return refunds.get(refundId);
    }

    @Override
    public List<KeptRefund> refundsOf(String orderId) {
        return List.copyOf(refundsByOrder.getOrDefault(orderId, List.of()));
    }

    @Override
    public List<KeptRow> all() {
        List<KeptRow> all = new ArrayList<>(orders.values());
        all.addAll(refunds.values());
        return all;
    }
}
