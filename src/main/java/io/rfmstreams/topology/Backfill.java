package io.rfmstreams.topology;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether a task is still working off what its input held when the task was opened. Until the broker has said how
 * much that was, it is. The last offset before the end may belong to no record (transaction markers, compaction), so that
 * committed offsets count as well as processed records.
 */
final class Backfill {

    private final TopicPartition input;
    private final InputProbe probe;
    private CompletableFuture<Long> end;
    private @Nullable CompletableFuture<Long> committed;
    private long processed = -1;
    private boolean over;

    Backfill(TopicPartition input, InputProbe probe) {
        this.input = input;
        this.probe = probe;
        this.end = probe.endOffset(input);
    }

    boolean isOver() {
        return over;
    }

    /** Notes that the record at this offset has been processed. */
    void processed(long offset) {
        processed = offset;
        if (!over && isKnown(end)) {
            over = processed + 1 >= end.join();
        }
    }

    /** Looks again; to be called now and then while it is not over. */
    void look() {
        if (over || !end.isDone()) {
            return;
        }
        if (!isKnown(end)) {
            end = probe.endOffset(input);
            return;
        }
        long reached = committed != null && isKnown(committed) ? committed.join() : 0;
        over = Math.max(reached, processed + 1) >= end.join();
        if (!over && (committed == null || committed.isDone())) {
            committed = probe.committedOffset(input);
        }
    }

    private static boolean isKnown(CompletableFuture<Long> offset) {
        return offset.isDone() && !offset.isCompletedExceptionally();
    }
}
