package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.files.ExternalSort;
import io.rfmstreams.files.RecordSink;
import io.rfmstreams.files.SortRow;
import io.rfmstreams.files.SourceRecord;
import java.nio.ByteBuffer;
import java.util.Iterator;

/** Sorts records by time, then by line, within a bounded memory; see {@link ExternalSort}. */
public final class SortedRecords implements SourceRecords, RecordSink {

    private static final int NO_KEY = -1;

    private final ExternalSort sort;
    private long firstValidTime = Long.MAX_VALUE;

    public SortedRecords() {
        this(new ExternalSort());
    }

    SortedRecords(ExternalSort sort) {
        this.sort = sort;
    }

    /** Adds a record. */
    @Override
    public void accept(SourceRecord source, long line) {
        if (source.time() >= DateLimits.EARLIEST) {
            firstValidTime = Math.min(firstValidTime, source.time());
        }
        byte[] key = source.key();
        byte[] value = source.value();
        int keyLength = key == null ? 0 : key.length;
        ByteBuffer row = ByteBuffer.allocate(Integer.BYTES + keyLength + value.length);
        row.putInt(key == null ? NO_KEY : keyLength);
        if (key != null) {
            row.put(key);
        }
        sort.add(sortKey(source.time(), line), row.put(value).array());
    }

    @Override
    public long count() {
        return sort.count();
    }

    @Override
    public long firstValidTime() {
        return firstValidTime == Long.MAX_VALUE ? 0 : firstValidTime;
    }

    @Override
    public Iterator<SourceRecord> iterator() {
        Iterator<SortRow> rows = sort.sorted();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public SourceRecord next() {
                return decode(rows.next());
            }
        };
    }

    @Override
    public void close() {
        sort.close();
    }

    /** Returns bytes whose unsigned order is the order of the times, then of the lines. */
    private static byte[] sortKey(long time, long line) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(time ^ Long.MIN_VALUE)
                .putLong(line)
                .array();
    }

    private static SourceRecord decode(SortRow row) {
        long time = ByteBuffer.wrap(row.key()).getLong() ^ Long.MIN_VALUE;
        ByteBuffer bytes = ByteBuffer.wrap(row.value());
        int keyLength = bytes.getInt();
        String customerId = null;
        if (keyLength != NO_KEY) {
            customerId = new String(bytes.array(), bytes.position(), keyLength, UTF_8);
            bytes.position(bytes.position() + keyLength);
        }
        byte[] value = new byte[bytes.remaining()];
        bytes.get(value);
        return new SourceRecord.Line(customerId, value, time);
    }
}
