package io.rfmstreams.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * When which customer of a task is due, in the order of time: one entry a customer, whose key is the moment in eight bytes,
 * the highest first, and the customer's id. Where the entry of a customer stands, the customer knows.
 */
final class Agenda {

    private static final byte[] NOTHING = new byte[0];

    private final KeyValueStore<byte[], byte[]> store;

    Agenda(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /**
     * An entry.
     *
     * @param at when the customer is due, epoch milliseconds
     */
    record Entry(long at, String customerId) {}

    void add(Entry entry) {
        store.put(key(entry), NOTHING);
    }

    void remove(Entry entry) {
        store.delete(key(entry));
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
