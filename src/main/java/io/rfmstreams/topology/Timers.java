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
 * The timers of the customers of a task, sorted by time. Each customer has at most one entry. Its key is the due time as eight
 * bytes, big-endian, followed by the customer id. The state of a customer contains the due time of its entry.
 *
 * <p>Changes are written when the task commits. By then, most changes of a customer with many purchases have cancelled out.
 *
 * <p>The store has no changelog: {@link TimerRebuild} sets the timers again from the customers. A closed task leaves a stamp, its
 * row of the {@code tasks} store, in the timers store. While this row is the same, the timers are those of the customers.
 */
final class Timers {

    private static final byte[] EMPTY = new byte[0];

    /** Sorts after the key of each timer, because no due time is negative. */
    private static final byte[] STAMP_KEY = {(byte) 0xff};

    private final KeyValueStore<byte[], byte[]> store;
    private final Map<Entry, Change> unwritten = new HashMap<>();
    private byte[] deletedUpTo = firstKey(0);

    private enum Change {
        ADDED,
        REMOVED
    }

    Timers(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /**
     * The timer of a customer.
     *
     * @param at the due time, epoch milliseconds
     */
    record Entry(long at, String customerId) {}

    void add(Entry entry) {
        change(entry, Change.ADDED);
    }

    void remove(Entry entry) {
        change(entry, Change.REMOVED);
    }

    /** Records a change. Adding and removing the same entry cancel out. */
    private void change(Entry entry, Change change) {
        Change before = unwritten.putIfAbsent(entry, change);
        if (before != null && before != change) {
            unwritten.remove(entry);
        }
    }

    /**
     * Writes all changes in one batch, sorted by key because RocksDB writes sorted batches fastest.
     *
     * @return the number of written changes
     */
    @SuppressWarnings("NullAway") // a null value deletes the row; Kafka's type does not allow null
    int flush() {
        if (unwritten.isEmpty()) {
            return 0;
        }
        List<KeyValue<byte[], byte[]>> rows = new ArrayList<>(unwritten.size());
        unwritten.forEach(
                (entry, change) -> rows.add(KeyValue.pair(key(entry), change == Change.ADDED ? EMPTY : null)));
        unwritten.clear();
        rows.sort((one, other) -> Arrays.compareUnsigned(one.key, other.key));
        store.putAll(rows);
        return rows.size();
    }

    /**
     * Returns the first entries of a time range, sorted by time. A scan reads the RocksDB tombstones of removed entries too.
     * Therefore it starts at the last entry that has fired, even within one millisecond.
     *
     * @param after the last entry that has fired; if it is null or before {@code from}, the scan starts at {@code from}
     * @param from the first due time, epoch milliseconds
     * @param to the last due time, epoch milliseconds
     * @param limit the maximum number of entries
     */
    List<Entry> between(@Nullable Entry after, long from, long to, int limit) {
        List<Entry> entries = new ArrayList<>();
        if (to < 0) {
            return entries;
        }
        flush();
        byte[] start = after == null || after.at() < from ? firstKey(Math.max(0, from)) : key(after);
        try (KeyValueIterator<byte[], byte[]> due = store.range(start, firstKey(to + 1))) {
            while (due.hasNext() && entries.size() < limit) {
                Entry entry = entry(due.next().key);
                if (entry.at() <= to) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    /** Stores the stamp of a task that closes, if all changes are written. */
    void stamp(byte[] taskRow) {
        if (unwritten.isEmpty()) {
            store.put(STAMP_KEY, taskRow);
        }
    }

    /** Removes the stamp and returns it; null if there is none. */
    byte @Nullable [] takeStamp() {
        return store.delete(STAMP_KEY);
    }

    /**
     * Deletes timers in the order of time.
     *
     * @param limit the maximum number of timers
     * @return whether none was left
     */
    @SuppressWarnings("NullAway") // a null value deletes the row; Kafka's type does not allow null
    boolean delete(int limit) {
        List<KeyValue<byte[], byte[]>> rows = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> all = store.range(deletedUpTo, null)) {
            while (all.hasNext() && rows.size() < limit) {
                rows.add(KeyValue.pair(all.next().key, null));
            }
        }
        store.putAll(rows);
        if (rows.size() < limit) {
            return true;
        }
        deletedUpTo = rows.get(limit - 1).key;
        return false;
    }

    /** Returns the lowest possible key of a due time, epoch milliseconds. */
    static byte[] firstKey(long at) {
        return ByteBuffer.allocate(Long.BYTES).putLong(at).array();
    }

    private static byte[] key(Entry entry) {
        byte[] id = entry.customerId().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(entry.at())
                .put(id)
                .array();
    }

    /** Returns the due time in a key, epoch milliseconds. */
    static long timeOf(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    private static Entry entry(byte[] key) {
        return new Entry(timeOf(key), new String(key, Long.BYTES, key.length - Long.BYTES, StandardCharsets.UTF_8));
    }
}
