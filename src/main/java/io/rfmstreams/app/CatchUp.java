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

/** Waits until a processor in the same process has done what is there to do. */
public final class CatchUp {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final StreamProcessor processor;
    private final Admin admin;
    private final Settings settings;
    private final List<String> inputs;

    /**
     * Watches a processor.
     *
     * @param admin is used, not closed
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

    /** Waits until the processor runs. */
    public void awaitRunning() {
        await(processor::isRunning);
    }

    /** Waits until everything that is on the input topics now has been processed and committed. */
    public void awaitProcessed() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        KafkaFutures.await(admin.listOffsets(latest()).all(), "read the inputs' end offsets")
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        await(() -> {
            Map<TopicPartition, OffsetAndMetadata> committed = KafkaFutures.await(
                    admin.listConsumerGroupOffsets(settings.applicationId()).partitionsToOffsetAndMetadata(),
                    "read the committed offsets");
            return ends.entrySet().stream().allMatch(end -> {
                OffsetAndMetadata reached = committed.get(end.getKey());
                return end.getValue() == 0 || (reached != null && reached.offset() >= end.getValue());
            });
        });
    }

    /**
     * Waits until everything that is on the input topics now has been processed, everybody woken who is due by then, and in
     * event time all of that committed.
     *
     * @param tick the last one sent, which is sent again: whatever is committed with it includes all before
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

    /** Waits until every customer has been brought over to a version of the model. */
    public void awaitSwept(int modelVersion) {
        await(() -> hasAllRows()
                && processor.progress().stream()
                        .allMatch(task -> !task.reassigning() && task.active().modelVersion() == modelVersion));
    }

    /** What all tasks have counted, once all of them have something to say; see {@link StreamProcessor#counts}. */
    public Map<String, Long> counts() {
        await(() -> processor.isRunning() && (!hasInput() || hasAllRows()));
        return processor.counts();
    }

    private boolean hasAllRows() {
        return processor.progress().size() == partitions().size() / inputs.size();
    }

    /** Whether anything was ever sent to the input topics; without it tasks have no rows. */
    public boolean hasInput() {
        return KafkaFutures.await(admin.listOffsets(latest()).all(), "read the inputs' end offsets").values().stream()
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
                Thread.sleep(LOOK_EVERY.toMillis());
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
