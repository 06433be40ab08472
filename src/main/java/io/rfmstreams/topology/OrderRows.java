package io.rfmstreams.topology;

import io.rfmstreams.contract.KeptRowKey;
import io.rfmstreams.contract.KeptRowState;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.KeptRow;
import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.RowChanges;
import io.rfmstreams.rfm.RowCleaning;
import io.rfmstreams.segment.Customer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The orders and refunds of the customers of one task that are kept one by one, in the {@code orders} store. Changes are written
 * when the task commits, together with the customers: a row is put once for each order, whatever else the customer has.
 *
 * <p>The store is a key-value store, and rows are deleted when a customer's events have left the window. A window store would
 * delete rows by itself, but by the timestamps of Kafka records, which are wall clock here: it would keep the orders of a
 * replayed history for a window of wall clock time, and delete live orders that are not due by the task's clock. It would
 * also have to be searched segment by segment for an order of which only the id is known.
 */
final class OrderRows {

    /** So many changes are written without waiting for the commit, so that they do not take too much memory. */
    private static final int MOST_UNWRITTEN = 16_384;

    private static final byte[] NOTHING = new byte[0];

    private final KeyValueStore<Bytes, byte[]> store;
    private final HistoryRules rules;
    private final Map<RowId, Change> unwritten = new HashMap<>();

    /** Identifies a row of the task. */
    private record RowId(String customerId, boolean isOrder, String id) {

        static RowId of(String customerId, KeptRow row) {
            return new RowId(customerId, row instanceof KeptOrder, row.id());
        }
    }

    /** A row that is put or deleted. */
    private record Change(KeptRow row, boolean isDelete) {}

    OrderRows(KeyValueStore<Bytes, byte[]> store, HistoryRules rules) {
        this.store = store;
        this.rules = rules;
    }

    /** The rows of one customer. */
    KeptRows of(String customerId) {
        return new OfCustomer(customerId);
    }

    void apply(String customerId, RowChanges changes) {
        changes.deletes().forEach(row -> delete(customerId, row));
        changes.puts().forEach(row -> change(customerId, row, false));
    }

    /** Deletes the customer's rows that have expired, once these are many enough or all of them; the customer after it. */
    Customer clean(String customerId, Customer customer, long now) {
        if (!RowCleaning.isDue(customer.history(), now, rules)) {
            return customer;
        }
        RowCleaning cleaning = RowCleaning.of(customer.history(), of(customerId), now, rules);
        cleaning.expired().forEach(row -> delete(customerId, row));
        return customer.withHistory(cleaning.history());
    }

    private void delete(String customerId, KeptRow row) {
        change(customerId, row, true);
    }

    private void change(String customerId, KeptRow row, boolean isDelete) {
        unwritten.put(RowId.of(customerId, row), new Change(row, isDelete));
        if (unwritten.size() >= MOST_UNWRITTEN) {
            flush();
        }
    }

    /** Deletes all rows of a customer, written or not. */
    void deleteAll(String customerId) {
        flush();
        List<KeyValue<Bytes, byte[]>> deletes = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> rows = rows(customerId)) {
            rows.forEachRemaining(row -> deletes.add(deletion(row.key)));
        }
        store.putAll(deletes);
    }

    /** Writes what has changed, in the order of the keys, as it is cheapest for RocksDB. */
    void flush() {
        if (unwritten.isEmpty()) {
            return;
        }
        List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>(unwritten.size());
        unwritten.forEach((id, change) -> {
            Bytes key = Bytes.wrap(key(id));
            rows.add(change.isDelete() ? deletion(key) : KeyValue.pair(key, KeptRowState.encode(change.row())));
            if (change.row() instanceof KeptRefund refund && refund.orderId() != null) {
                Bytes link = Bytes.wrap(KeptRowKey.link(id.customerId(), refund.orderId(), refund.id()));
                rows.add(change.isDelete() ? deletion(link) : KeyValue.pair(link, NOTHING));
            }
        });
        unwritten.clear();
        rows.sort((one, other) -> one.key.compareTo(other.key));
        store.putAll(rows);
    }

    @SuppressWarnings("NullAway") // a row without value is deleted; Kafka's type does not say so
    private static KeyValue<Bytes, byte[]> deletion(Bytes key) {
        return KeyValue.pair(key, null);
    }

    private static byte[] key(RowId id) {
        return id.isOrder() ? KeptRowKey.order(id.customerId(), id.id()) : KeptRowKey.refund(id.customerId(), id.id());
    }

    private KeyValueIterator<Bytes, byte[]> rows(String customerId) {
        return store.range(Bytes.wrap(KeptRowKey.first(customerId)), Bytes.wrap(KeptRowKey.afterLast(customerId)));
    }

    /** Reads single rows, and seldom several at once: then what is not written yet is written first. */
    private final class OfCustomer implements KeptRows {

        private final String customerId;

        private OfCustomer(String customerId) {
            this.customerId = customerId;
        }

        @Override
        public @Nullable KeptOrder order(String orderId) {
            RowId id = new RowId(customerId, true, orderId);
            Change change = unwritten.get(id);
            if (change != null) {
                return change.isDelete() ? null : (KeptOrder) change.row();
            }
            byte[] bytes = store.get(Bytes.wrap(key(id)));
            return bytes == null ? null : KeptRowState.decodeOrder(orderId, bytes);
        }

        @Override
        public @Nullable KeptRefund refund(String refundId) {
            RowId id = new RowId(customerId, false, refundId);
            Change change = unwritten.get(id);
            if (change != null) {
                return change.isDelete() ? null : (KeptRefund) change.row();
            }
            byte[] bytes = store.get(Bytes.wrap(key(id)));
            return bytes == null ? null : KeptRowState.decodeRefund(refundId, bytes);
        }

        @Override
        public List<KeptRefund> refundsOf(String orderId) {
            flush();
            List<KeptRefund> refunds = new ArrayList<>();
            try (KeyValueIterator<Bytes, byte[]> links = store.range(
                    Bytes.wrap(KeptRowKey.firstLink(customerId, orderId)),
                    Bytes.wrap(KeptRowKey.afterLinks(customerId, orderId)))) {
                while (links.hasNext()) {
                    KeptRefund refund = refund(KeptRowKey.id(links.next().key.get()));
                    if (refund != null && orderId.equals(refund.orderId())) {
                        refunds.add(refund);
                    }
                }
            }
            return refunds;
        }

        @Override
        public List<KeptRow> all() {
            flush();
            List<KeptRow> all = new ArrayList<>();
            try (KeyValueIterator<Bytes, byte[]> rows = rows(customerId)) {
                while (rows.hasNext()) {
                    KeyValue<Bytes, byte[]> row = rows.next();
                    byte[] key = row.key.get();
                    if (KeptRowKey.isOrder(key)) {
                        all.add(KeptRowState.decodeOrder(KeptRowKey.id(key), row.value));
                    } else if (KeptRowKey.isRefund(key)) {
                        all.add(KeptRowState.decodeRefund(KeptRowKey.id(key), row.value));
                    }
                }
            }
            return all;
        }
    }
}
