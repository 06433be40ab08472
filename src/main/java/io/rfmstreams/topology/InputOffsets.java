package io.rfmstreams.topology;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the end offsets and committed offsets of input partitions from the broker, and is notified of opened and closed tasks. No
 * method blocks the calling thread.
 */
public interface InputOffsets {

    /** Reads the end offset of a partition, 0 if it is empty. The future fails if the broker does not answer. */
    CompletableFuture<Long> endOffset(TopicPartition partition);

    /** Reads the offset that the consumer group has committed, 0 before the first commit. */
    CompletableFuture<Long> committedOffset(TopicPartition partition);

    /** Called when the task of a partition has restored its state and starts to process records. */
    default void opened(TopicPartition partition) {}

    /** Called when the task of a partition stops. Its uncommitted state may be lost. */
    default void closed(TopicPartition partition) {}

    /** Returns the offsets of empty partitions. A task in event time does not need more. */
    static InputOffsets empty() {
        return new InputOffsets() {
            @Override
            public CompletableFuture<Long> endOffset(TopicPartition partition) {
                return CompletableFuture.completedFuture(0L);
            }

            @Override
            public CompletableFuture<Long> committedOffset(TopicPartition partition) {
                return CompletableFuture.completedFuture(0L);
            }
        };
    }
}
