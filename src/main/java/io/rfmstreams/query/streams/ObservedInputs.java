package io.rfmstreams.query.streams;

import io.rfmstreams.topology.InputOffsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps what the tasks of this instance learn of their inputs, and which of them are open, so that queries know as well whether
 * a task is still in its history or follows the wall clock, and whether its stores hold all that it has committed.
 */
public final class ObservedInputs implements InputOffsets {

    private final InputOffsets probe;
    private final Map<TopicPartition, CompletableFuture<Long>> ends = new ConcurrentHashMap<>();
    private final Map<TopicPartition, CompletableFuture<Long>> committed = new ConcurrentHashMap<>();

    private final Map<Integer, Long> openings = new ConcurrentHashMap<>();
    private final AtomicLong counter = new AtomicLong();
    private final Runnable onChange;

    /**
     * Observes tasks that ask another probe.
     *
     * @param onChange is run when a task has been opened or closed
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

    /** A number of its own for each opening of a partition's task; empty while the task is not open here. */
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
     * Whether a partition's task has worked off what its input held when the task was opened; for a partition without a task
     * here, what it held when this was first asked.
     *
     * @param processed offset of the last record that the task has processed, -1 before any
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
