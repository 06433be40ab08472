package io.rfmstreams.app;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import io.rfmstreams.topology.TaskRow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** Waits until a stream processor in the same process has completed its work. */
public final class CatchUp {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final StreamProcessor processor;
    private final Admin admin;
    private final Settings settings;
    private final List<String> inputs;

    /**
     * Creates an instance for a processor.
     *
     * @param admin remains open; the caller closes it
     */
    public CatchUp(StreamProcessor processor, Admin admin, Settings settings) {
        this.processor = processor;
        this.admin = admin;
        this.settings = settings;
        String purchases = settings.topics().of(TopicRole.PURCHASES);
        this.inputs = settings.clock() == ClockMode.EVENT
                ? List.of(purchases, settings.topics().of(TopicRole.CLOCK))
                : List.of(purchases);
    }

    /** Waits until the processor is in state {@code RUNNING}. */
    public void awaitRunning() {
        await(processor::isRunning);
    }

    /** Waits until all records that are on the input topics at the time of the call are processed and committed. */
    public void awaitProcessed() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        KafkaFutures.await(admin.listOffsets(latest()).all(), "read the end offsets of the input topics")
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        await(() -> {
            Map<TopicPartition, OffsetAndMetadata> committed = KafkaFutures.await(
                    admin.listConsumerGroupOffsets(settings.applicationId()).partitionsToOffsetAndMetadata(),
                    "read the committed offsets");
            return ends.entrySet().stream().allMatch(end -> {
                OffsetAndMetadata offset = committed.get(end.getKey());
                return end.getValue() == 0 || (offset != null && offset.offset() >= end.getValue());
            });
        });
    }

    /**
     * Waits until all records that are on the input topics at the time of the call are processed and all due timers have
     * fired. In event time it also waits until this work is committed.
     *
     * @param tick the time of the last tick, epoch milliseconds. In event time the tick is sent again: once its offset is
     *     committed, all earlier work is committed
     */
    public void awaitSettled(long tick) {
        awaitProcessed();
        if (!hasInput()) {
            return;
        }
        await(() -> hasAllRows() && processor.progress().stream().allMatch(TaskRow::areTimersDone));
        if (settings.clock() == ClockMode.EVENT) {
            new ClockTopic(settings).tick(tick);
            awaitProcessed();
        }
    }

    /** Waits until every customer is assigned by a version of the model. */
    public void awaitReassigned(int modelVersion) {
        await(() -> hasAllRows()
                && processor.progress().stream()
                        .allMatch(task -> !task.isReassigning() && task.active().modelVersion() == modelVersion));
    }

    /** Waits until all tasks have counters and returns their sums; see {@link StreamProcessor#counts}. */
    public Map<String, Long> counts() {
        await(() -> processor.isRunning() && (!hasInput() || hasAllRows()));
        return processor.counts();
    }

    private boolean hasAllRows() {
        return processor.progress().size() == partitions().size() / inputs.size();
    }

    /** Returns whether the input topics have ever had a record. Without one, tasks have no rows. */
    public boolean hasInput() {
        return KafkaFutures.await(admin.listOffsets(latest()).all(), "read the end offsets of the input topics")
                .values()
                .stream()
                .anyMatch(end -> end.offset() > 0);
    }

    private Map<TopicPartition, OffsetSpec> latest() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return latest;
    }

    private List<TopicPartition> partitions() {
        return KafkaFutures.await(admin.describeTopics(inputs).allTopicNames(), "describe the input topics")
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private void await(BooleanSupplier condition) {
        try {
            while (!holds(condition)) {
                Thread.sleep(POLL_INTERVAL.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the processor", interrupted);
        }
    }

    private boolean holds(BooleanSupplier condition) {
        if (processor.hasEnded()) {
            processor.awaitEnd();
            throw new IllegalStateException("the processor stopped");
        }
        try {
            return condition.getAsBoolean();
        } catch (InvalidStateStoreException rebalancing) {
            return false;
        }
    }
}
