package io.rfmstreams.topology;

import io.rfmstreams.segment.Customer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The customers of one task, those of late as objects in memory. What changes is written when the task commits, or when
 * memory runs short: a busy customer is read once, and written once a commit however often it buys.
 */
final class CustomerCache {

    /** What an entry takes beside its day buckets. */
    private static final long OVERHEAD_BYTES = 400;

    /** A record and the reference to it. */
    private static final long BUCKET_BYTES = 64;

    private final KeyValueStore<String, Customer> store;
    private final CacheBudget.Share share;
    private final Runnable beforeWriting;
    private final Map<String, Hot> hot = new LinkedHashMap<>(1_024, 0.75f, true);
    private final List<Hot> dirty = new ArrayList<>();

    /** A customer in memory; belongs to the map as long as its bytes are taken from the budget. */
    private static final class Hot {

        private final String customerId;
        private @Nullable Customer customer; // null: deleted
        private long bytes;
        private boolean isDirty;

        private Hot(String customerId, @Nullable Customer customer) {
            this.customerId = customerId;
            this.customer = customer;
        }
    }

    /**
     * Nothing is in memory at first.
     *
     * @param beforeWriting writes what stored customers refer to; a task that dies between the two must not leave customers
     *     who refer to nothing
     */
    CustomerCache(KeyValueStore<String, Customer> store, CacheBudget budget, Runnable beforeWriting) {
        this.store = store;
        this.share = budget.open();
        this.beforeWriting = beforeWriting;
    }

    @Nullable
    Customer get(String customerId) {
        Hot found = hot.get(customerId);
        if (found != null) {
            return found.customer;
        }
        Customer stored = store.get(customerId);
        if (stored != null) {
            keep(new Hot(customerId, stored));
        }
        return stored;
    }

    void put(String customerId, Customer customer) {
        change(customerId, customer);
    }

    void delete(String customerId) {
        change(customerId, null);
    }

    private void change(String customerId, @Nullable Customer customer) {
        Hot changed = hot.get(customerId);
        if (changed == null) {
            changed = new Hot(customerId, customer);
        }
        changed.customer = customer;
        if (!changed.isDirty) {
            changed.isDirty = true;
            dirty.add(changed);
        }
        keep(changed);
    }

    /** A customer that is not kept in memory because of this read. */
    @Nullable
    Customer peek(String customerId) {
        Hot found = hot.get(customerId);
        return found != null ? found.customer : store.get(customerId);
    }

    /**
     * The ids that follow one, or the first ones, in the store's order. A read of the first ids writes what has changed before
     * it; later reads do not, so that customers who came after the first read may be missing.
     *
     * @param customerId null to read the first ids
     * @param most how many ids at most
     * @param enough ends the read early, but never before the first id
     */
    List<String> idsAfter(@Nullable String customerId, int most, BooleanSupplier enough) {
        if (customerId == null) {
            flush();
        }
        List<String> ids = new ArrayList<>();
        try (KeyValueIterator<String, Customer> customers =
                customerId == null ? store.all() : store.range(customerId, null)) {
            while (customers.hasNext() && ids.size() < most && (ids.isEmpty() || !enough.getAsBoolean())) {
                String next = customers.next().key;
                if (!next.equals(customerId)) {
                    ids.add(next);
                }
            }
        }
        return ids;
    }

    /** Writes what has changed, all at once and in the order of the ids, as it is cheapest for RocksDB. */
    @SuppressWarnings("NullAway") // a row without value is deleted; Kafka's type does not say so
    void flush() {
        beforeWriting.run();
        if (dirty.isEmpty()) {
            return;
        }
        List<KeyValue<String, Customer>> rows = new ArrayList<>(dirty.size());
        for (Hot each : dirty) {
            each.isDirty = false;
            rows.add(KeyValue.pair(each.customerId, each.customer));
        }
        dirty.clear();
        rows.sort(Comparator.comparing(row -> row.key));
        store.putAll(rows);
    }

    /** Forgets all; what is not written is lost. */
    void close() {
        share.close();
        hot.clear();
        dirty.clear();
    }

    private void keep(Hot kept) {
        long bytes = OVERHEAD_BYTES
                + (kept.customer == null
                        ? 0
                        : BUCKET_BYTES * kept.customer.history().buckets().size());
        share.take(bytes - kept.bytes);
        kept.bytes = bytes;
        hot.putIfAbsent(kept.customerId, kept);
        shrink();
    }

    /** Forgets the customers not asked for longest, if all caches together take too much, and this one more than its share. */
    void shrink() {
        if (!share.mustShrink()) {
            return;
        }
        long mayKeep = share.mayKeep();
        Iterator<Hot> eldest = hot.values().iterator();
        while (share.taken() > mayKeep && eldest.hasNext()) {
            Hot cold = eldest.next();
            if (cold.isDirty) {
                flush();
            }
            share.take(-cold.bytes);
            eldest.remove();
        }
    }
}
