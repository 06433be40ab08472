package io.rfmstreams.topology;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether a task is still working off what its input held when the task was opened. Until the broker has said how
 * much that was, it is. The last offset before the end may belong to no record (transaction markers, compaction), so that
 * committed offsets count as well as processed records.
 */
final class Backfill {

    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);

    private final TopicPartition input;
    private final InputOffsets probe;
    private CompletableFuture<Long> end;
    private CompletableFuture<Long> committed;
    private long processed = -1;
    private boolean known;
    private boolean over;

    Backfill(TopicPartition input, InputOffsets probe) {
        this.input = input;
        this.probe = probe;
        this.end = probe.endOffset(input);
        this.committed = probe.committedOffset(input);
        look();
    }

    boolean isOver() {
        return over;
    }

    /** Whether the broker has said how much there is to work off. */
    boolean isKnown() {
        return known;
    }

    /** Notes that the record at this offset has been processed. */
    void processed(long offset) {
        processed = offset;
        if (!over && hasAnswer(end)) {
            endIf(processed + 1 >= end.join());
        }
    }

    /** Looks again; to be called now and then while it is not over. */
    void look() {
        if (over || !end.isDone() || !committed.isDone()) {
            return;
        }
        if (!hasAnswer(end)) {
            LOG.warn("Cannot learn the end of {} yet; it counts as history until then", input);
            end = probe.endOffset(input);
        } else if (hasAnswer(committed)) {
            known = true;
            endIf(Math.max(committed.join(), processed + 1) >= end.join());
        }
        if (!over) {
            committed = probe.committedOffset(input);
        }
    }

    private void endIf(boolean reached) {
        if (reached) {
            known = true;
            over = true;
            if (end.join() > 0) {
                LOG.info("{} is worked off up to {}, following the wall clock from now on", input, end.join());
            }
        }
    }

    private static boolean hasAnswer(CompletableFuture<Long> offset) {
        return offset.isDone() && !offset.isCompletedExceptionally();
    }
}
