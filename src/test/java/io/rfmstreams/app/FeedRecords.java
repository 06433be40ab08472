package io.rfmstreams.app;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as a feed reads them. */
final class FeedRecords {

    private FeedRecords() {}

    /** @param timestamp the time at which it was written, epoch milliseconds */
    static ConsumerRecord<String, byte[]> record(String topic, int partition, long timestamp, int valueBytes) {
        return new ConsumerRecord<>(
                topic,
                partition,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                4,
                valueBytes,
                "anna",
                new byte[Math.max(0, valueBytes)],
                new RecordHeaders(),
                Optional.empty());
    }
}
