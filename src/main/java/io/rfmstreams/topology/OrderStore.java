package io.rfmstreams.topology;

import io.rfmstreams.contract.KeptRowKey;
import io.rfmstreams.contract.OrderPack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The {@code orders} store of one task. Changes are collected and written in one batch when the task commits. */
final class OrderStore {

    /** At this number of unwritten changes, they are written before the commit, to limit the memory. */
    private static final int MAX_UNWRITTEN = 16_384;

    private final KeyValueStore<Bytes, byte[]> store;

    /** The unwritten values; an empty one deletes the row. */
    private final Map<Bytes, Optional<byte[]>> unwritten = new HashMap<>();

    /**
     * Visits rows. It may change them.
     *
     * @param <V> type of the values
     */
    @FunctionalInterface
    interface Visitor<V> {
        void visit(byte[] key, V value);
    }

    OrderStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    byte @Nullable [] get(byte[] key) {
        Bytes row = Bytes.wrap(key);
        Optional<byte[]> change = unwritten.get(row);
        return change == null ? store.get(row) : change.orElse(null);
    }

    void put(byte[] key, byte[] value) {
        change(key, Optional.of(value));
    }

    void delete(byte[] key) {
        change(key, Optional.empty());
    }

    private void change(byte[] key, Optional<byte[]> value) {
        unwritten.put(Bytes.wrap(key), value);
        if (unwritten.size() >= MAX_UNWRITTEN) {
            flush();
        }
    }

    /** Visits all rows of a customer in the order of their keys. */
    void visit(String customerId, Visitor<byte[]> visitor) {
        visit(KeptRowKey.first(customerId), KeptRowKey.afterLast(customerId), visitor);
    }

    /** Visits the ids of the single orders of a customer. */
    void visitOrderIds(String customerId, Consumer<String> visitor) {
        visit(
                KeptRowKey.firstOrder(customerId),
                KeptRowKey.afterOrders(customerId),
                (key, value) -> visitor.accept(KeptRowKey.id(key)));
    }

    /** Visits the packs of orders of a customer, oldest first. */
    void visitPacks(String customerId, Visitor<OrderPack> visitor) {
        visit(
                KeptRowKey.firstPack(customerId),
                KeptRowKey.afterPacks(customerId),
                (key, value) -> visitor.visit(key, OrderPack.decode(value)));
    }

    /** Visits the ids of the refunds that are linked to an order. */
    void visitLinks(String customerId, String orderId, Consumer<String> visitor) {
        visit(
                KeptRowKey.firstLink(customerId, orderId),
                KeptRowKey.afterLinks(customerId, orderId),
                (key, value) -> visitor.accept(KeptRowKey.id(key)));
    }

    /** Visits the rows from one key up to another. All changes are written first; visits are rare. */
    private void visit(byte[] first, byte[] last, Visitor<byte[]> visitor) {
        flush();
        List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> rows = store.range(Bytes.wrap(first), Bytes.wrap(last))) {
            rows.forEachRemaining(found::add);
        }
        found.forEach(row -> visitor.visit(row.key.get(), row.value));
    }

    /** Writes all changes in one batch, sorted by key because RocksDB writes sorted batches fastest. */
    @SuppressWarnings("NullAway") // a null value deletes the row; Kafka's type does not allow null
    void flush() {
        if (unwritten.isEmpty()) {
            return;
        }
        List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>(unwritten.size());
        unwritten.forEach((key, value) -> rows.add(KeyValue.pair(key, value.orElse(null))));
        unwritten.clear();
        rows.sort((one, other) -> one.key.compareTo(other.key));
        store.putAll(rows);
    }
}
