package io.rfmstreams.app;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Says when a batch is complete: some time after its first record, or when it is large. Without a record it is complete at once. */
final class BatchLimit {

    static final int MAX_RECORDS = 50_000;
    static final long MAX_BYTES = 32L << 20;

    private static final Duration MAX_POLL = Duration.ofMillis(100);

    private final long intervalNanos;
    private final LongSupplier nanoClock;
    private long records;
    private long bytes;
    private long firstReadAt;
    private long oldestTimestamp = Long.MAX_VALUE;

    BatchLimit(Duration interval, LongSupplier nanoClock) {
        this.intervalNanos = interval.toNanos();
        this.nanoClock = nanoClock;
    }

    void add(ConsumerRecord<?, ?> record) {
        if (records == 0) {
            firstReadAt = nanoClock.getAsLong();
        }
        records++;
        bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        oldestTimestamp = Math.min(oldestTimestamp, record.timestamp());
    }

    boolean isEmpty() {
        return records == 0;
    }

    /** Returns the time at which the oldest record was written to its topic, epoch milliseconds. */
    long oldestTimestamp() {
        return oldestTimestamp;
    }

    boolean isReached() {
        return isEmpty() || records >= MAX_RECORDS || bytes >= MAX_BYTES || nanosLeft() <= 0;
    }

    /** Returns how long to wait for further records. */
    Duration pollTimeout() {
        return isEmpty() || nanosLeft() > MAX_POLL.toNanos() ? MAX_POLL : Duration.ofNanos(Math.max(0, nanosLeft()));
    }

    private long nanosLeft() {
        return intervalNanos - (nanoClock.getAsLong() - firstReadAt);
    }
}
