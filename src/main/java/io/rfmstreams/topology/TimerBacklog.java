package io.rfmstreams.topology;

import java.time.Duration;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Who is due in a task, by its clock, and has not been woken yet; in history all of them wait until it is over. Some may turn
 * out to be due later, because of a purchase meanwhile: the timers is lazy.
 *
 * @param customers how many; {@link #MOST} stands for so many or more
 * @param lateness how long the first of them has waited, by the task's clock
 */
public record TimerBacklog(int customers, Duration lateness) {

    /** The count ends here: by then it is plain that the task is behind, and a longer scan would only cost time. */
    public static final int MOST = 10_000;

    /** Nobody waits. */
    public static final TimerBacklog NONE = new TimerBacklog(0, Duration.ZERO);

    /**
     * Reads the {@code timers} store from outside the topology, and only where the task's row says that somebody may wait.
     * Later entries than the row knows of do no harm: they lie after its clock.
     *
     * @param task the task's row, read before
     * @param timers the store of the same task
     */
    public static TimerBacklog of(TaskRow task, ReadOnlyKeyValueStore<byte[], byte[]> timers) {
        if (task.areTimersDone()) {
            return NONE;
        }
        byte[] from = Timers.moment(Math.max(0, task.timersDoneUntil()));
        try (KeyValueIterator<byte[], byte[]> due = timers.range(from, Timers.moment(task.now() + 1))) {
            if (!due.hasNext()) {
                return NONE;
            }
            long first = Timers.momentOf(due.next().key);
            int customers = 1;
            for (; customers < MOST && due.hasNext(); customers++) {
                due.next();
            }
            return new TimerBacklog(customers, Duration.ofMillis(task.now() - first));
        }
    }
}
