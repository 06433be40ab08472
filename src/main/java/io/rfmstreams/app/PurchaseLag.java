package io.rfmstreams.app;

import io.rfmstreams.contract.TopicRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Reads how many of the purchases that were on the topic at its creation the processors have not processed and committed yet. */
public final class PurchaseLag implements AutoCloseable {

    private final Admin admin;
    private final String group;
    private final Map<TopicPartition, Long> starts;
    private final Map<TopicPartition, Long> ends;

    /** Reads the end offsets of the purchases topic. */
    public PurchaseLag(Settings settings) {
        admin = settings.kafka().admin();
        group = settings.applicationId();
        String topic = settings.topics().of(TopicRole.PURCHASES);
        starts = offsets(topic, OffsetSpec.earliest());
        ends = offsets(topic, OffsetSpec.latest());
    }

    /** Returns the number of partitions of the purchases topic. */
    public int partitions() {
        return ends.size();
    }

    /**
     * Returns the number of purchases that are not processed yet.
     *
     * @throws KafkaUnavailableException if Kafka does not respond
     */
    public long remaining() {
        Map<TopicPartition, OffsetAndMetadata> committed = KafkaFutures.await(
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(), "read the committed offsets");
        long remaining = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long start = starts.getOrDefault(end.getKey(), 0L);
            OffsetAndMetadata offset = committed.get(end.getKey());
            long done = offset == null ? start : Math.max(start, offset.offset());
            remaining += Math.max(0, end.getValue() - done);
        }
        return remaining;
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<TopicPartition, Long> offsets(String topic, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        KafkaFutures.await(admin.describeTopics(List.of(topic)).allTopicNames(), "describe the topic " + topic)
                .values()
                .stream()
                .flatMap(description -> description.partitions().stream())
                .forEach(partition -> specs.put(new TopicPartition(topic, partition.partition()), spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        KafkaFutures.await(admin.listOffsets(specs).all(), "read the offsets of the topic " + topic)
                .forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }
}
