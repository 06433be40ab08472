package io.rfmstreams.topology;

import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.contract.KeptRowKey;
import io.rfmstreams.contract.KeptRowState;
import io.rfmstreams.contract.OrderPack;
import io.rfmstreams.rfm.KeptRow;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.RowSummary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one customer from where {@link OrderRows} stores them. */
final class StoredRows implements KeptRows {

    private final OrderStore store;
    private final KeptOrderIds ids;
    private final String customerId;
    private final CustomerWithOrders stored;

    StoredRows(OrderStore store, KeptOrderIds ids, String customerId, CustomerWithOrders stored) {
        this.store = store;
        this.ids = ids;
        this.customerId = customerId;
        this.stored = stored;
    }

    @Override
    public @Nullable KeptOrder order(String orderId) {
        RowSummary rows = stored.customer().history().rows();
        if (rows.orderIds().isAny() && !ids.mayContain(customerId, orderId, rows.size(), stored.newestOrders())) {
            return null;
        }
        KeptOrder newest = stored.newestOrders().order(orderId);
        return newest == null ? earlierOrder(orderId) : newest;
    }

    private @Nullable KeptOrder earlierOrder(String orderId) {
        OrdersById orders = new OrdersById();
        byte[] single = store.get(KeptRowKey.order(customerId, orderId));
        if (single != null) {
            orders.add(KeptRowState.decodeOrder(orderId, single));
        }
        // A customer whose new orders are rows of their own can still have packs of earlier ones.
        store.visitPacks(customerId, (key, pack) -> orders.addAll(pack));
        return orders.get(orderId);
    }

    @Override
    public @Nullable KeptRefund refund(String refundId) {
        byte[] bytes = store.get(KeptRowKey.refund(customerId, refundId));
        return bytes == null ? null : KeptRowState.decodeRefund(refundId, bytes);
    }

    @Override
    public List<KeptRefund> refundsOf(String orderId) {
        List<KeptRefund> refunds = new ArrayList<>();
        store.visitLinks(customerId, orderId, refundId -> {
            KeptRefund refund = refund(refundId);
            if (refund != null && orderId.equals(refund.orderId())) {
                refunds.add(refund);
            }
        });
        return refunds;
    }

    @Override
    public List<KeptRow> all() {
        OrdersById orders = new OrdersById();
        List<KeptRow> all = new ArrayList<>();
        store.visit(customerId, (key, value) -> {
            if (KeptRowKey.isPack(key)) {
                orders.addAll(OrderPack.decode(value));
            } else if (KeptRowKey.isOrder(key)) {
                orders.add(KeptRowState.decodeOrder(KeptRowKey.id(key), value));
            } else if (KeptRowKey.isRefund(key)) {
                all.add(KeptRowState.decodeRefund(KeptRowKey.id(key), value));
            }
        });
        orders.addAll(stored.newestOrders());
        all.addAll(orders.all());
        return all;
    }
}
