package io.rfmstreams.rfm;

import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of one customer in two maps. */
public final class TestRows implements KeptRows {

    private final Map<String, KeptOrder> orders = new TreeMap<>();
    private final Map<String, KeptRefund> refunds = new TreeMap<>();
    private int reads;
    private int scannedRows;

    public TestRows() {}

    TestRows(TestRows copied) {
        orders.putAll(copied.orders);
        refunds.putAll(copied.refunds);
    }

    public void apply(RowChanges changes) {
        changes.deletes().forEach(this::delete);
        for (KeptRow row : changes.puts()) {
            if (row instanceof KeptOrder order) {
                orders.put(order.id(), order);
            } else {
                refunds.put(row.id(), (KeptRefund) row);
            }
        }
    }

    public void delete(KeptRow row) {
        (row instanceof KeptOrder ? orders : refunds).remove(row.id());
    }

    int size() {
        return orders.size() + refunds.size();
    }

    int reads() {
        return reads;
    }

    int scannedRows() {
        return scannedRows;
    }

    @Override
    public @Nullable KeptOrder order(String orderId) {
        reads++;
        return orders.get(orderId);
    }

    @Override
    public @Nullable KeptRefund refund(String refundId) {
        reads++;
        return refunds.get(refundId);
    }

    @Override
    public List<KeptRefund> refundsOf(String orderId) {
        reads++;
        return refunds.values().stream()
                .filter(refund -> orderId.equals(refund.orderId()))
                .toList();
    }

    @Override
    public List<KeptRow> all() {
        reads++;
        scannedRows += size();
        List<KeptRow> all = new ArrayList<>(orders.values());
        all.addAll(refunds.values());
        return all;
    }
}
