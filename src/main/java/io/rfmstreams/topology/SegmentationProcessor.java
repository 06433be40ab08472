package io.rfmstreams.topology;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.contract.InputRecord;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Passes the records of {@code purchases} and {@code rfm-clock} to the open {@link SegmentationTask}. */
final class SegmentationProcessor implements Processor<byte[], InputRecord, String, Object> {

    private final String purchasesTopic;
    private final Function<ProcessorContext<String, Object>, SegmentationTask> tasks;
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable SegmentationTask task;

    /** @param tasks opens the task of this processor */
    SegmentationProcessor(String purchasesTopic, Function<ProcessorContext<String, Object>, SegmentationTask> tasks) {
        this.purchasesTopic = purchasesTopic;
        this.tasks = tasks;
    }

    @Override
    public void init(ProcessorContext<String, Object> initContext) {
        context = initContext;
        CommitHook commitHook = initContext.getStateStore(StoreNames.COMMIT_HOOK);
        commitHook.detach();
        SegmentationTask opened = tasks.apply(initContext);
        commitHook.attach(opened);
        opened.start();
        task = opened;
    }

    /** Kafka Streams may reopen the task after a failed commit. It does not cancel the punctuators of the closed processor. */
    @Override
    public void close() {
        if (task != null) {
            task.stop();
        }
    }

    @Override
    public void process(Record<byte[], InputRecord> record) {
        RecordMetadata source = requireNonNull(context).recordMetadata().orElseThrow();
        if (source.topic().equals(purchasesTopic)) {
            requireNonNull(task).processPurchase(record, source.offset());
        } else {
            requireNonNull(task).processTick(record);
        }
    }
}
