package io.rfmstreams.bench.child;

import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.TopicRole;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The purchases of an installation that its processors have committed. */
public final class CommittedPurchases {

    private static final long LOOK_EVERY_MILLIS = 10;

    private CommittedPurchases() {}

    /**
     * Waits until the processors have committed all that has been sent.
     *
     * @param partitions of the topic {@code purchases}
     * @param hasEnded whether the processor has stopped
     * @throws IllegalStateException if it stops before the end
     */
    public static void await(Admin admin, Settings settings, int partitions, BooleanSupplier hasEnded)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> ends = ends(admin, settings.topics().of(TopicRole.PURCHASES), partitions);
        while (!areCommitted(admin, settings.applicationId(), ends)) {
            if (hasEnded.getAsBoolean()) {
                throw new IllegalStateException("the processor has stopped before the end");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, String topic, int partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static boolean areCommitted(Admin admin, String group, Map<TopicPartition, Long> ends)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return end.getValue() == 0 || (offset != null && offset.offset() >= end.getValue());
        });
    }
}
