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
final class CustomerRows implements KeptRows {

    private final Map<String, KeptOrder> orders = new HashMap<>();
    private final Map<String, KeptRefund> refunds = new HashMap<>();

    void apply(RowChanges changes) {
        changes.deletes().forEach(row -> (row instanceof KeptOrder ? orders : refunds).remove(row.id()));
        for (KeptRow row : changes.puts()) {
            if (row instanceof KeptOrder order) {
                orders.put(order.id(), order);
            } else if (row instanceof KeptRefund refund) {
                refunds.put(refund.id(), refund);
            }
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
        return refunds.values().stream()
                .filter(refund -> orderId.equals(refund.orderId()))
                .toList();
    }

    @Override
    public List<KeptRow> all() {
        List<KeptRow> all = new ArrayList<>(orders.values());
        all.addAll(refunds.values());
        return all;
    }
}
