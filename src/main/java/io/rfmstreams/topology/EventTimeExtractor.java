package io.rfmstreams.topology;

import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.contract.InputRecord;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Extracts the timestamp of a record: the time in its value, but never later than the wall clock. A record without a valid date
 * gets the partition time, at least 0. Without these limits, one wrong date could advance stream time without bound.
 */
public final class EventTimeExtractor implements TimestampExtractor {

    /** A time that is never valid. */
    private static final long NO_DATE = -1;

    private final DateLimits dates;
    private final InstantSource wallClock;

    public EventTimeExtractor(DateLimits dates, InstantSource wallClock) {
        this.dates = dates;
        this.wallClock = wallClock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long wall = wallClock.millis();
        long time = payloadTime(record.value());
        return dates.isValid(time, wall) ? Math.min(time, wall) : Math.max(partitionTime, 0);
    }

    private static long payloadTime(Object value) {
        if (value instanceof InputRecord.Event event) {
            return event.event().occurredAt();
        }
        return value instanceof InputRecord.Tick tick ? tick.time() : NO_DATE;
    }
}
