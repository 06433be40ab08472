package io.rfmstreams.bench.flink;

import io.rfmstreams.contract.KeptRowState;
import io.rfmstreams.rfm.KeptRow;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.RowChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** The orders and refunds of the customer that Flink processes, one row each in its state. */
final class CustomerRows implements KeptRows {

    private static final char ORDER = 'o';
    private static final char REFUND = 'r';
    private static final char BETWEEN_IDS = '\n';

    /** By kind and id, in the bytes of the processor's own store. */
    private final MapState<String, byte[]> rows;

    /** Order id and refund id of each refund that names an order. */
    private final MapState<String, Boolean> links;

    CustomerRows(RuntimeContext context) {
        rows = context.getMapState(new MapStateDescriptor<>(
                "orders", SerializedType.TEXT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        links = context.getMapState(new MapStateDescriptor<>("links", SerializedType.TEXT, Types.BOOLEAN));
    }

    void apply(RowChanges changes) throws Exception {
        for (KeptRow row : changes.deletes()) {
            delete(row);
        }
        for (KeptRow row : changes.puts()) {
            rows.put(key(row), KeptRowState.encode(row));
            if (row instanceof KeptRefund refund && refund.orderId() != null) {
                links.put(link(refund.orderId(), refund.id()), true);
            }
        }
    }

    void delete(KeptRow row) throws Exception {
        rows.remove(key(row));
        if (row instanceof KeptRefund refund && refund.orderId() != null) {
            links.remove(link(refund.orderId(), refund.id()));
        }
    }

    @Override
    public @Nullable KeptOrder order(String orderId) {
        byte[] bytes = read(ORDER + orderId);
        return bytes == null ? null : KeptRowState.decodeOrder(orderId, bytes);
    }

    @Override
    public @Nullable KeptRefund refund(String refundId) {
        byte[] bytes = read(REFUND + refundId);
        return bytes == null ? null : KeptRowState.decodeRefund(refundId, bytes);
    }

    @Override
    public List<KeptRefund> refundsOf(String orderId) {
        String prefix = link(orderId, "");
        List<KeptRefund> refunds = new ArrayList<>();
        try {
            for (String link : links.keys()) {
                KeptRefund refund = link.startsWith(prefix) ? refund(link.substring(prefix.length())) : null;
                if (refund != null) {
                    refunds.add(refund);
                }
            }
        } catch (Exception unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return refunds;
    }

    @Override
    public List<KeptRow> all() {
        List<KeptRow> all = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> row : rows.entries()) {
                String id = row.getKey().substring(1);
                all.add(
                        row.getKey().charAt(0) == ORDER
                                ? KeptRowState.decodeOrder(id, row.getValue())
                                : KeptRowState.decodeRefund(id, row.getValue()));
            }
        } catch (Exception unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return all;
    }

    private byte @Nullable [] read(String key) {
        try {
            return rows.get(key);
        } catch (Exception unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String key(KeptRow row) {
        return (row instanceof KeptOrder ? ORDER : REFUND) + row.id();
    }

    private static String link(String orderId, String refundId) {
        return orderId + BETWEEN_IDS + refundId;
    }
}
