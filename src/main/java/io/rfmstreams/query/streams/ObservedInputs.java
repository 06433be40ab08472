package io.rfmstreams.query.streams;

import io.rfmstreams.topology.InputOffsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Records the input offsets that the tasks of this instance read, and which tasks are open. Queries need both: whether
 * a task is still in its history or follows the wall clock, and whether its stores contain all committed changes.
 */
public final class ObservedInputs implements InputOffsets {

    private final InputOffsets probe;
    private final Map<TopicPartition, CompletableFuture<Long>> ends = new ConcurrentHashMap<>();
    private final Map<TopicPartition, CompletableFuture<Long>> committed = new ConcurrentHashMap<>();

    private final Map<Integer, Long> openings = new ConcurrentHashMap<>();
    private final AtomicLong counter = new AtomicLong();
    private final Runnable onChange;

    /**
     * Creates an observer.
     *
     * @param onChange runs after a task was opened or closed
     */
    public ObservedInputs(InputOffsets probe, Runnable onChange) {
        this.probe = probe;
        this.onChange = onChange;
    }

    @Override
    public void opened(TopicPartition partition) {
        openings.put(partition.partition(), counter.incrementAndGet());
        onChange.run();
    }

    @Override
    public void closed(TopicPartition partition) {
        openings.remove(partition.partition());
        onChange.run();
    }

    /**
     * Returns a number that identifies the current opening of a partition's task; empty if the task is not open on this
     * instance.
     */
    OptionalLong opening(int partition) {
        Long opening = openings.get(partition);
        return opening == null ? OptionalLong.empty() : OptionalLong.of(opening);
    }

    @Override
    public CompletableFuture<Long> endOffset(TopicPartition partition) {
        CompletableFuture<Long> end = probe.endOffset(partition);
        ends.put(partition, end);
        return end;
    }

    @Override
    public CompletableFuture<Long> committedOffset(TopicPartition partition) {
        CompletableFuture<Long> offset = probe.committedOffset(partition);
        committed.put(partition, offset);
        return offset;
    }

    /**
     * Returns whether a partition's task has processed all records that its input contained when the task was opened.
     * For a partition without a task on this instance, the end offset at the first call counts.
     *
     * @param processed offset of the last processed record, -1 without one
     */
    boolean isWorkedOff(TopicPartition partition, long processed) {
        CompletableFuture<Long> end = ends.computeIfAbsent(partition, probe::endOffset);
        if (!end.isDone()) {
            return false;
        }
        if (end.isCompletedExceptionally()) {
            ends.remove(partition, end);
            return false;
        }
        CompletableFuture<Long> known = committed.get(partition);
        long next = known != null && known.isDone() && !known.isCompletedExceptionally()
                ? Math.max(processed + 1, known.join())
                : processed + 1;
        return next >= end.join();
    }
}
