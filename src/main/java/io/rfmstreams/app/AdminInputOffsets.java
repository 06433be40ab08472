package io.rfmstreams.app;

import io.rfmstreams.topology.InputOffsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Reads offsets of input partitions through Kafka's admin client. */
final class AdminInputOffsets implements InputOffsets {

    private final Admin admin;
    private final String group;

    AdminInputOffsets(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    @Override
    public CompletableFuture<Long> endOffset(TopicPartition partition) {
        CompletableFuture<Long> start = offset(partition, OffsetSpec.earliest());
        CompletableFuture<Long> end = offset(partition, OffsetSpec.latest());
        return start.thenCombine(end, (first, next) -> first.equals(next) ? Long.valueOf(0) : next);
    }

    @Override
    public CompletableFuture<Long> committedOffset(TopicPartition partition) {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(offsets -> {
                    OffsetAndMetadata committed = offsets.get(partition);
                    return committed == null ? 0L : committed.offset();
                });
    }

    private CompletableFuture<Long> offset(TopicPartition partition, OffsetSpec spec) {
        return admin.listOffsets(Map.of(partition, spec))
                .partitionResult(partition)
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(result -> result.offset());
    }
}
