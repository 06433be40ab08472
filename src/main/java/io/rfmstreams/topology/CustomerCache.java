package io.rfmstreams.topology;

import io.rfmstreams.contract.CustomerState;
import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.rfm.DayBuckets;
import java.util.ArrayList;
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
 *
 * <p>A customer that is not changed is kept as bytes. They take less memory than its objects, and the garbage collector copies one
 * object instead of fifteen.
 *
 * <p>A visit passes all customers of the store. Those that it adds leave the cache when they are written, so that it does not
 * remove the customers who buy.
 */
final class CustomerCache {

    /** The memory of an entry without its customer. */
    private static final long ENTRY_BYTES = 160;

    /** The memory of the objects of a customer without its day buckets and orders. */
    private static final long CUSTOMER_BYTES = 240;

    private final KeyValueStore<String, byte[]> store;
    private final CacheBudget.Share share;
    private final Runnable beforeWrite;
    private final Map<String, Entry> entries = new LinkedHashMap<>(1_024, 0.75f, true);
    private final List<Entry> unwritten = new ArrayList<>();

    private boolean visiting;

    /** The entry that was used last, if it is still in the map: most customers are read and then changed. */
    private @Nullable Entry last;

    /** Visits customers; returns whether to go on. */
    interface Visitor {
        boolean visit(String customerId, CustomerWithOrders value);
    }

    /** A cached customer: its bytes, or its objects if it is changed. Its memory counts in the budget while it is in the map. */
    private static final class Entry {

        private final String customerId;
        private byte @Nullable [] stored; // null if the customer is changed, or if it is deleted
        private @Nullable CustomerWithOrders changed; // null if the customer is not changed, or if it is deleted
        private boolean dirty;
        private boolean onlyVisited; // whether a visit added the entry, and nothing else has used it
        private long memory;

        private Entry(String customerId) {
            this.customerId = customerId;
        }

        private @Nullable CustomerWithOrders value() {
            return stored == null ? changed : CustomerState.decode(stored);
        }

        private void change(@Nullable CustomerWithOrders value) {
            dirty = true;
            changed = value;
            stored = null;
        }

        /** Returns the bytes to write, null for a deleted customer. */
        private byte @Nullable [] write() {
            dirty = false;
            stored = changed == null ? null : CustomerState.encode(changed);
            changed = null;
            return stored;
        }

        /** Returns how much more memory the entry uses than at the last call, in bytes. */
        private long growth() {
            long before = memory;
            memory = ENTRY_BYTES + (stored == null ? 0 : stored.length) + (changed == null ? 0 : memory(changed));
            return memory - before;
        }

        private static long memory(CustomerWithOrders customer) {
            return CUSTOMER_BYTES
                    + (long) DayBuckets.BUCKET_BYTES
                            * customer.customer().history().buckets().size()
                    + customer.newestOrders().bytes();
        }
    }

    /**
     * Creates an empty cache.
     *
     * @param beforeWrite writes the rows that stored customers refer to, and forwards their profiles. This comes first: after a
     *     crash between the two writes, no stored customer refers to a row that is missing, or has an older profile
     */
    CustomerCache(KeyValueStore<String, byte[]> store, CacheBudget budget, Runnable beforeWrite) {
        this.store = store;
        this.share = budget.openShare();
        this.beforeWrite = beforeWrite;
    }

    /** Returns a customer and keeps it in the cache; null if there is none. */
    @Nullable
    CustomerWithOrders get(String customerId) {
        Entry found = find(customerId);
        if (found != null) {
            return found.value();
        }
        byte[] stored = store.get(customerId);
        if (stored == null) {
            return null;
        }
        Entry read = add(customerId);
        read.stored = stored;
        share.add(read.growth());
        shrink();
        return CustomerState.decode(stored);
    }

    void put(String customerId, CustomerWithOrders value) {
        change(customerId, value);
    }

    void delete(String customerId) {
        change(customerId, null);
    }

    private void change(String customerId, @Nullable CustomerWithOrders value) {
        Entry found = find(customerId);
        Entry entry = found == null ? add(customerId) : found;
        if (!entry.dirty) {
            unwritten.add(entry);
        }
        entry.change(value);
        share.add(entry.growth());
        shrink();
    }

    private @Nullable Entry find(String customerId) {
        if (last == null || !last.customerId.equals(customerId)) {
            last = entries.get(customerId);
        }
        if (last != null) {
            last.onlyVisited &= visiting;
        }
        return last;
    }

    private Entry add(String customerId) {
        Entry added = new Entry(customerId);
        added.onlyVisited = visiting;
        entries.put(customerId, added);
        last = added;
        return added;
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
        visiting = true;
        try (KeyValueIterator<String, byte[]> rows = customerId == null ? store.all() : store.range(customerId, null)) {
            while (rows.hasNext()) {
                KeyValue<String, byte[]> row = rows.next();
                if (!row.key.equals(customerId) && !visitor.visit(row.key, CustomerState.decode(row.value))) {
                    return false;
                }
            }
            return true;
        } finally {
            visiting = false;
        }
    }

    /** Writes all changed customers in one batch, sorted by id because RocksDB writes sorted batches fastest. */
    @SuppressWarnings("NullAway") // a null value deletes the row; Kafka's type does not allow null
    void flush() {
        beforeWrite.run();
        if (unwritten.isEmpty()) {
            return;
        }
        unwritten.sort((one, other) -> one.customerId.compareTo(other.customerId));
        List<KeyValue<String, byte[]>> rows = new ArrayList<>(unwritten.size());
        for (Entry each : unwritten) {
            rows.add(KeyValue.pair(each.customerId, each.write()));
            if (each.onlyVisited) {
                entries.remove(each.customerId);
                release(each);
            } else {
                share.add(each.growth());
            }
        }
        unwritten.clear();
        store.putAll(rows);
    }

    /** Removes all entries. Changes that are not written are lost. */
    void close() {
        share.close();
        entries.clear();
        unwritten.clear();
        last = null;
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
                eldestFirst = entries.values().iterator(); // the flush may have removed entries
            } else {
                eldestFirst.remove();
                release(eldest);
            }
        }
    }

    /** Releases the memory of an entry that is no longer in the map. */
    private void release(Entry removed) {
        share.add(-removed.memory);
        if (removed == last) {
            last = null;
        }
    }
}
