package io.rfmstreams.app;

import io.rfmstreams.insights.PartitionId;
import io.rfmstreams.insights.TableFreshness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all partitions of the topics from given offsets. */
final class FeedConsumer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedConsumer.class);

    private final Consumer<byte[], byte[]> consumer;
    private final InstantSource wallClock;
    private final FeedProgress progress = new FeedProgress();
    private final Metric fetches;
    private double fetchesBefore;

    /**
     * Creates an instance.
     *
     * @param consumer is closed with this
     * @param offsets where to continue; other partitions are read from the beginning
     */
    FeedConsumer(
            Consumer<byte[], byte[]> consumer,
            FeedTopics topics,
            Map<PartitionId, Long> offsets,
            InstantSource wallClock) {
        this.consumer = consumer;
        this.wallClock = wallClock;
        consumer.assign(topics.partitions());
        for (TopicPartition partition : topics.partitions()) {
            Long offset = offsets.get(new PartitionId(partition.topic(), partition.partition()));
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
        fetches = fetchCount(consumer);
    }

    /** Receives each record. */
    @FunctionalInterface
    interface Sink {
        void accept(ConsumerRecord<byte[], byte[]> record);
    }

    /**
     * Reads the next records.
     *
     * @return the next offset to read of each partition that has moved
     * @throws TopicRecreatedException if a partition ends before the next offset
     */
    Map<PartitionId, Long> poll(Duration timeout, Sink sink) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                progress.read(record);
                sink.accept(record);
            }
            Map<PartitionId, Long> next = new HashMap<>();
            records.nextOffsets()
                    .forEach((partition, offset) ->
                            next.put(new PartitionId(partition.topic(), partition.partition()), offset.offset()));
            return next;
        } catch (OffsetOutOfRangeException outOfRange) {
            skipDeletedRecords(outOfRange.offsetOutOfRangePartitions());
            return Map.of();
        }
    }

    /** Returns how far the records that were read follow the topics; see {@link FeedProgress#after}. */
    Optional<TableFreshness> freshness() {
        Map<TopicPartition, @Nullable Long> lags = new HashMap<>();
        consumer.assignment().forEach(partition -> {
            var lag = consumer.currentLag(partition);
            lags.put(partition, lag.isPresent() ? lag.getAsLong() : null);
        });
        double fetchesNow = (double) fetches.metricValue();
        boolean hasHeard = fetchesNow != fetchesBefore;
        fetchesBefore = fetchesNow;
        return progress.after(lags, hasHeard, wallClock.millis());
    }

    private void skipDeletedRecords(Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(positions.keySet());
        positions.forEach((partition, position) -> {
            long start = starts.getOrDefault(partition, 0L);
            if (position > start) {
                throw new TopicRecreatedException(partition + " ends before offset " + position);
            }
            LOG.warn(
                    "The records of {} from offset {} to {} were deleted by Kafka before they were read; the read model"
                            + " lacks them",
                    partition,
                    position,
                    start);
            consumer.seek(partition, start);
        });
    }

    private static Metric fetchCount(Consumer<?, ?> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("fetch-total")
                        && metric.getKey().group().equals("consumer-fetch-manager-metrics")
                        && metric.getKey().tags().size() == 1)
                .map(metric -> (Metric) metric.getValue())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Kafka's consumer has no metric fetch-total"));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
