package io.rfmstreams.topology;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The timers of a task that are due by its clock and have not fired yet. During a backfill no timers fire. Some of the customers
 * may turn out to be due later: a purchase does not move an existing timer to a later time.
 *
 * @param customers the number of due timers; {@link #MAX_COUNT} means that number or more
 * @param lateness how long the first of them is overdue, by the clock of the task
 */
public record TimerBacklog(int customers, Duration lateness) {

    /** The maximum count. It limits the duration of a scan. */
    public static final int MAX_COUNT = 10_000;

    /** No timers are due. */
    public static final TimerBacklog NONE = new TimerBacklog(0, Duration.ZERO);

    /**
     * Returns the backlog of each task, by partition. The caller reads the {@code timers} stores, so that metrics cost the tasks
     * nothing. A task that has moved to another instance since its row was read is left out.
     */
    public static Map<Integer, TimerBacklog> byPartition(KafkaStreams streams, Map<Integer, TaskRow> tasks) {
        Map<Integer, TimerBacklog> backlogs = new TreeMap<>();
        tasks.forEach((partition, task) -> {
            try {
                backlogs.put(
                        partition,
                        of(
                                task,
                                streams.store(StoreQueryParameters.fromNameAndType(
                                                StoreNames.TIMERS, QueryableStoreTypes.<byte[], byte[]>keyValueStore())
                                        .withPartition(partition))));
            } catch (InvalidStateStoreException movedAway) {
                // the other instance reports this task
            }
        });
        return backlogs;
    }

    /**
     * Returns the backlog of a task. The store is read only if the row of the task shows that timers may be due. Entries that were
     * added after the row was read do not count, because they are after its clock.
     *
     * @param task the row of the task, read before the timers
     * @param timers the store of the same task
     */
    static TimerBacklog of(TaskRow task, ReadOnlyKeyValueStore<byte[], byte[]> timers) {
        if (task.areTimersDone()) {
            return NONE;
        }
        byte[] from = Timers.firstKey(Math.max(0, task.timersDoneUntil()));
        try (KeyValueIterator<byte[], byte[]> due = timers.range(from, Timers.firstKey(task.now() + 1))) {
            if (!due.hasNext()) {
                return NONE;
            }
            long first = Timers.timeOf(due.next().key);
            int customers = 1;
            for (; customers < MAX_COUNT && due.hasNext(); customers++) {
                due.next();
            }
            return new TimerBacklog(customers, Duration.ofMillis(task.now() - first));
        }
    }
}
