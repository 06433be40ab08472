package io.rfmstreams.topology;

import io.rfmstreams.contract.InputRecord;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The stream time of a record: the payload's time, but never after the wall clock, and the partition's time where there is
 * no valid date. An unbounded time from a payload could drive stream time to the end of all numbers.
 */
public final class EventTimeExtractor implements TimestampExtractor {

    private final Duration maxFuture;
    private final InstantSource wallClock;

    public EventTimeExtractor(Duration maxFuture, InstantSource wallClock) {
        this.maxFuture = maxFuture;
        this.wallClock = wallClock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long wall = wallClock.millis();
        long time = payloadTime(record.value());
        boolean valid = time >= 0 && time - wall <= maxFuture.toMillis();
        return valid ? Math.min(time, wall) : Math.max(partitionTime, 0);
    }

    private static long payloadTime(Object value) {
        if (value instanceof InputRecord.Event event) {
            return event.event().occurredAt();
        }
        return value instanceof InputRecord.Tick tick ? tick.time() : -1;
    }
}
