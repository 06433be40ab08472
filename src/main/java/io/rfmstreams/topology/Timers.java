package io.rfmstreams.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * When which customer of a task is due, in the order of time: one entry a customer, whose key is the moment in eight bytes,
 * the highest first, and the customer's id. Where the entry of a customer stands, the customer knows.
 *
 * <p>What changes is written when the task commits, as the customers are. Most entries of a busy customer are gone by then.
 */
final class Timers {

    private static final byte[] NOTHING = new byte[0];

    private final KeyValueStore<byte[], byte[]> store;
    private final Map<Entry, Change> unwritten = new HashMap<>();

    private enum Change {
        ADDED,
        REMOVED
    }

    Timers(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /**
     * An entry.
     *
     * @param at when the customer is due, epoch milliseconds
     */
    record Entry(long at, String customerId) {}

    void add(Entry entry) {
        change(entry, Change.ADDED);
    }

    /** Adds an entry that a crash under at-least-once may have lost. */
    void restore(Entry entry) {
        if (!unwritten.containsKey(entry) && store.get(key(entry)) == null) {
            add(entry);
        }
    }

    void remove(Entry entry) {
        change(entry, Change.REMOVED);
    }

    /** Two changes of one entry leave it as it was. */
    private void change(Entry entry, Change change) {
        Change before = unwritten.putIfAbsent(entry, change);
        if (before != null && before != change) {
            unwritten.remove(entry);
        }
    }

    /**
     * Writes what has changed, in the order of the keys, as it is cheapest for RocksDB.
     *
     * @return how many entries
     */
    @SuppressWarnings("NullAway") // a row without value is deleted; Kafka's type does not say so
    int flush() {
        if (unwritten.isEmpty()) {
            return 0;
        }
        List<KeyValue<byte[], byte[]>> rows = new ArrayList<>(unwritten.size());
        unwritten.forEach(
                (entry, change) -> rows.add(KeyValue.pair(key(entry), change == Change.ADDED ? NOTHING : null)));
        unwritten.clear();
        rows.sort((one, other) -> Arrays.compareUnsigned(one.key, other.key));
        store.putAll(rows);
        return rows.size();
    }

    /**
     * The first entries of a stretch of time. A scan crosses what every entry removed on its way has left behind, so that it
     * matters to start late, within one moment too.
     *
     * @param after the last entry that is done; where it is null, or before {@code from}, the scan starts there
     * @param from the first moment, epoch milliseconds
     * @param to the last moment
     */
    List<Entry> between(@Nullable Entry after, long from, long to, int most) {
        List<Entry> entries = new ArrayList<>();
        if (to < 0) {
            return entries;
        }
        flush();
        byte[] start = after == null || after.at() < from ? moment(Math.max(0, from)) : key(after);
        try (KeyValueIterator<byte[], byte[]> due = store.range(start, moment(to + 1))) {
            while (due.hasNext() && entries.size() < most) {
                Entry entry = entry(due.next().key);
                if (entry.at() <= to) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    /** Before every key of a moment, and after those of the moments before it. */
    static byte[] moment(long at) {
        return ByteBuffer.allocate(Long.BYTES).putLong(at).array();
    }

    private static byte[] key(Entry entry) {
        byte[] id = entry.customerId().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(entry.at())
                .put(id)
                .array();
    }

    /** The moment in a key, epoch milliseconds. */
    static long momentOf(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    private static Entry entry(byte[] key) {
        return new Entry(momentOf(key), new String(key, Long.BYTES, key.length - Long.BYTES, StandardCharsets.UTF_8));
    }
}
