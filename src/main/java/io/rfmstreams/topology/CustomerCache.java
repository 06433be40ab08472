package io.rfmstreams.topology;

import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.rfm.DayBuckets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A write-back cache of the customers of one task. Changed customers are written to the store when the task commits, or when the
 * cache must shrink. A customer with many purchases is read once, and written at most once per commit.
 */
final class CustomerCache {

    /** The memory of an entry without its day buckets and orders. */
    private static final long ENTRY_BYTES = 400;

    private final KeyValueStore<String, CustomerWithOrders> store;
    private final CacheBudget.Share share;
    private final Runnable beforeWrite;
    private final Map<String, Entry> entries = new LinkedHashMap<>(1_024, 0.75f, true);
    private final List<Entry> unwritten = new ArrayList<>();

    /** Visits customers; returns whether to go on. */
    interface Visitor {
        boolean visit(String customerId, CustomerWithOrders value);
    }

    /** A cached customer. Its bytes count in the budget while it is in the map. */
    private static final class Entry {

        private final String customerId;
        private @Nullable CustomerWithOrders value; // null if deleted
        private long bytes;
        private boolean dirty;

        private Entry(String customerId, @Nullable CustomerWithOrders value) {
            this.customerId = customerId;
            this.value = value;
        }
    }

    /**
     * Creates an empty cache.
     *
     * @param beforeWrite writes the rows that stored customers refer to, and forwards their profiles. This comes first: after a
     *     crash between the two writes, no stored customer refers to a row that is missing, or has an older profile
     */
    CustomerCache(KeyValueStore<String, CustomerWithOrders> store, CacheBudget budget, Runnable beforeWrite) {
        this.store = store;
        this.share = budget.openShare();
        this.beforeWrite = beforeWrite;
    }

    /** Returns a customer and keeps it in the cache; null if there is none. */
    @Nullable
    CustomerWithOrders get(String customerId) {
        Entry found = entries.get(customerId);
        if (found != null) {
            return found.value;
        }
        CustomerWithOrders stored = store.get(customerId);
        if (stored != null) {
            keep(new Entry(customerId, stored));
        }
        return stored;
    }

    void put(String customerId, CustomerWithOrders value) {
        change(customerId, value);
    }

    void delete(String customerId) {
        change(customerId, null);
    }

    private void change(String customerId, @Nullable CustomerWithOrders value) {
        Entry changed = entries.get(customerId);
        if (changed == null) {
            changed = new Entry(customerId, value);
        }
        changed.value = value;
        if (!changed.dirty) {
            changed.dirty = true;
            unwritten.add(changed);
        }
        keep(changed);
    }

    /**
     * Visits the customers that follow an id, in the order of the store, with the state that they have now. The visitor may change
     * the customer that it visits and no other.
     *
     * @param customerId null to begin with the first
     * @param visitor returns false to end the visit
     * @return whether all customers were visited
     */
    boolean visitAfter(@Nullable String customerId, Visitor visitor) {
        // The scan shows the store as it is now: what an eviction writes later would be missing.
        flush();
        try (KeyValueIterator<String, CustomerWithOrders> rows =
                customerId == null ? store.all() : store.range(customerId, null)) {
            while (rows.hasNext()) {
                KeyValue<String, CustomerWithOrders> row = rows.next();
                if (!row.key.equals(customerId) && !visitor.visit(row.key, row.value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Writes all changed customers in one batch, sorted by id because RocksDB writes sorted batches fastest. */
    @SuppressWarnings("NullAway") // a null value deletes the row; Kafka's type does not allow null
    void flush() {
        beforeWrite.run();
        if (unwritten.isEmpty()) {
            return;
        }
        List<KeyValue<String, CustomerWithOrders>> rows = new ArrayList<>(unwritten.size());
        for (Entry each : unwritten) {
            each.dirty = false;
            rows.add(KeyValue.pair(each.customerId, each.value));
        }
        unwritten.clear();
        rows.sort(Comparator.comparing(row -> row.key));
        store.putAll(rows);
    }

    /** Removes all entries. Changes that are not written are lost. */
    void close() {
        share.close();
        entries.clear();
        unwritten.clear();
    }

    private void keep(Entry kept) {
        long bytes = ENTRY_BYTES + (kept.value == null ? 0 : bytes(kept.value));
        share.add(bytes - kept.bytes);
        kept.bytes = bytes;
        entries.putIfAbsent(kept.customerId, kept);
        shrink();
    }

    private static long bytes(CustomerWithOrders value) {
        return (long) DayBuckets.BUCKET_BYTES
                        * value.customer().history().buckets().size()
                + value.newestOrders().bytes();
    }

    /** Removes the least recently used customers while all caches exceed the budget and this one exceeds its share. */
    void shrink() {
        if (!share.mustShrink()) {
            return;
        }
        long target = share.targetBytes();
        Iterator<Entry> eldestFirst = entries.values().iterator();
        while (share.used() > target && eldestFirst.hasNext()) {
            Entry eldest = eldestFirst.next();
            if (eldest.dirty) {
                flush();
            }
            share.add(-eldest.bytes);
            eldestFirst.remove();
        }
    }
}
