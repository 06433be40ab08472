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
 * The rows of the {@code orders} store of one task: one row per order or refund. Changes are written when the task commits, together
 * with the customers. An order is written once.
 *
 * <p>The store is a key-value store. Rows are deleted after their events have left the window. A window store would delete rows by
 * the timestamps of Kafka records, which are the wall clock. It would keep the orders of a replayed history too long, and delete
 * live orders that have not expired by the clock of the task. It would also search each of its segments for an order id.
 */
final class OrderRows {

    /** At this number of unwritten changes, they are written before the commit, to limit the memory. */
    private static final int MAX_UNWRITTEN = 16_384;

    private static final byte[] EMPTY = new byte[0];

    private final KeyValueStore<Bytes, byte[]> store;
    private final HistoryRules rules;
    private final Map<RowId, Change> unwritten = new HashMap<>();

    /** The identity of a row. */
    private record RowId(String customerId, boolean isOrder, String id) {

        static RowId of(String customerId, KeptRow row) {
            return new RowId(customerId, row instanceof KeptOrder, row.id());
        }
    }

    /** An unwritten put or delete of a row. */
    private record Change(KeptRow row, boolean isDelete) {}

    OrderRows(KeyValueStore<Bytes, byte[]> store, HistoryRules rules) {
        this.store = store;
        this.rules = rules;
    }

    /** Returns the rows of one customer. */
    KeptRows of(String customerId) {
        return new CustomerRows(customerId);
    }

    void apply(String customerId, RowChanges changes) {
        changes.deletes().forEach(row -> delete(customerId, row));
        changes.puts().forEach(row -> change(customerId, row, false));
    }

    /** Deletes the expired rows of a customer if they are many enough, or all. Returns the updated customer. */
    Customer deleteExpired(String customerId, Customer customer, long now) {
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
        if (unwritten.size() >= MAX_UNWRITTEN) {
            flush();
        }
    }

    /** Deletes all rows of a customer, unwritten ones too. */
    void deleteAll(String customerId) {
        flush();
        List<KeyValue<Bytes, byte[]>> deletes = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> rows = rows(customerId)) {
            rows.forEachRemaining(row -> deletes.add(deletion(row.key)));
        }
        store.putAll(deletes);
    }

    /** Writes all changes in one batch, sorted by key because RocksDB writes sorted batches fastest. */
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
                rows.add(change.isDelete() ? deletion(link) : KeyValue.pair(link, EMPTY));
            }
        });
        unwritten.clear();
        rows.sort((one, other) -> one.key.compareTo(other.key));
        store.putAll(rows);
    }

    @SuppressWarnings("NullAway") // a null value deletes the row; Kafka's type does not allow null
    private static KeyValue<Bytes, byte[]> deletion(Bytes key) {
        return KeyValue.pair(key, null);
    }

    private static byte[] key(RowId id) {
        return id.isOrder() ? KeptRowKey.order(id.customerId(), id.id()) : KeptRowKey.refund(id.customerId(), id.id());
    }

    private KeyValueIterator<Bytes, byte[]> rows(String customerId) {
        return store.range(Bytes.wrap(KeptRowKey.first(customerId)), Bytes.wrap(KeptRowKey.afterLast(customerId)));
    }

    /** Reads the rows of one customer. A scan writes the unwritten changes first; scans are rare. */
    private final class CustomerRows implements KeptRows {

        private final String customerId;

        private CustomerRows(String customerId) {
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
