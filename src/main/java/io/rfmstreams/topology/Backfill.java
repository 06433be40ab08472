package io.rfmstreams.topology;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks whether a task has processed the records that its input partition held when the task was opened. The backfill is not
 * complete before the broker has answered with the end offset. The last offset before the end may belong to no record, because of
 * transaction markers or compaction. Therefore committed offsets are compared with the end offset too.
 */
final class Backfill {

    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);

    private final TopicPartition input;
    private final InputOffsets offsets;
    private CompletableFuture<Long> end;
    private CompletableFuture<Long> committed;
    private long processed = -1;
    private boolean known;
    private boolean complete;

    Backfill(TopicPartition input, InputOffsets offsets) {
        this.input = input;
        this.offsets = offsets;
        this.end = offsets.endOffset(input);
        this.committed = offsets.committedOffset(input);
        poll();
    }

    boolean isComplete() {
        return complete;
    }

    /** Returns whether the broker has answered with the end offset and the committed offset. */
    boolean isKnown() {
        return known;
    }

    /** Records that the task has processed the record at an offset. */
    void processed(long offset) {
        processed = offset;
        if (!complete && hasAnswer(end)) {
            completeIf(processed + 1 >= end.join());
        }
    }

    /** Checks the broker's answers and asks again if needed. The task calls it periodically. */
    void poll() {
        if (complete || !end.isDone() || !committed.isDone()) {
            return;
        }
        if (!hasAnswer(end)) {
            LOG.warn(
                    "Cannot read the end offset of {} yet; the task does not follow the wall clock until it can. Trying again",
                    input);
            end = offsets.endOffset(input);
        } else if (hasAnswer(committed)) {
            known = true;
            completeIf(Math.max(committed.join(), processed + 1) >= end.join());
        }
        if (!complete) {
            committed = offsets.committedOffset(input);
        }
    }

    private void completeIf(boolean reached) {
        if (reached) {
            known = true;
            complete = true;
            if (end.join() > 0) {
                LOG.info(
                        "Processed {} up to offset {}, its end when the task was opened; the task follows the wall clock from now on",
                        input,
                        end.join());
            }
        }
    }

    private static boolean hasAnswer(CompletableFuture<Long> offset) {
        return offset.isDone() && !offset.isCompletedExceptionally();
    }
}
