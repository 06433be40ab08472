package io.rfmstreams.topology;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker how far a task's input reaches, and is told of tasks; never blocks the thread that asks. */
public interface InputOffsets {

    /** The end offset now; 0 where the partition holds nothing. Fails where the broker does not answer. */
    CompletableFuture<Long> endOffset(TopicPartition partition);

    /** How far the task's group has committed; 0 before any commit. */
    CompletableFuture<Long> committedOffset(TopicPartition partition);

    /** The task of this partition has all its state again, and begins to process. */
    default void opened(TopicPartition partition) {}

    /** It processes no more, and its state may be lost. */
    default void closed(TopicPartition partition) {}

    /** For tasks whose clock never looks at the wall: everything is at its end. */
    static InputOffsets nothingToRead() {
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
