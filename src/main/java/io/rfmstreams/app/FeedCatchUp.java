package io.rfmstreams.app;

import io.rfmstreams.insights.PartitionId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Waits until a feed in the same process has written what the topics hold. */
final class FeedCatchUp {

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final InsightsFeed feed;
    private final Admin admin;
    private final Settings settings;

    /** @param admin remains open; the caller closes it */
    FeedCatchUp(InsightsFeed feed, Admin admin, Settings settings) {
        this.feed = feed;
        this.admin = admin;
        this.settings = settings;
    }

    /**
     * Waits until all records that are on the topics at the time of the call are in the read model.
     *
     * @throws IllegalStateException if the feed stops
     */
    void awaitWritten() {
        Map<PartitionId, Long> ends = ends();
        while (!ends.entrySet().stream()
                .allMatch(end -> feed.written().getOrDefault(end.getKey(), 0L) >= end.getValue())) {
            if (feed.hasEnded()) {
                feed.awaitEnd();
                throw new IllegalStateException("the insights feed stopped");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private Map<PartitionId, Long> ends() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        FeedTopics.describe(admin, settings.topics())
                .partitions()
                .forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        Map<PartitionId, Long> ends = new HashMap<>();
        KafkaFutures.await(admin.listOffsets(latest, committed).all(), "read the end offsets of the topics")
                .forEach((partition, end) ->
                        ends.put(new PartitionId(partition.topic(), partition.partition()), end.offset()));
        return ends;
    }
}
