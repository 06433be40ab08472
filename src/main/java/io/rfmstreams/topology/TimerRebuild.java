package io.rfmstreams.topology;

import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.segment.Customer;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the timers of a task from its customers when the task opens, unless the timers store has them already. It has them after a
 * clean close on the same disk under exactly-once. It does not after a crash, after a restore from the changelogs, or after another
 * instance has processed the task. Under at-least-once a crash may lose some writes of one store only, so that the timers are always
 * written again.
 */
final class TimerRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(TimerRebuild.class);

    private final TaskId taskId;
    private final KeyValueStore<String, CustomerWithOrders> customers;
    private final Timers timers;
    private final TaskState taskState;

    TimerRebuild(
            TaskId taskId, KeyValueStore<String, CustomerWithOrders> customers, Timers timers, TaskState taskState) {
        this.taskId = taskId;
        this.customers = customers;
        this.timers = timers;
        this.taskState = taskState;
    }

    /** Makes the timers complete. Called before the first record of the task. */
    void open() {
        byte[] stamp = timers.takeStamp();
        if (stamp == null || !taskState.isExactlyOnce() || !Arrays.equals(stamp, taskState.saved())) {
            rebuild();
        }
    }

    /** Records that the timers are those of the last saved row of the task. */
    void close() {
        byte[] saved = taskState.saved();
        if (saved != null) {
            timers.stamp(saved);
        }
    }

    private void rebuild() {
        long start = System.nanoTime();
        long count = 0;
        timers.clear();
        try (KeyValueIterator<String, CustomerWithOrders> rows = customers.all()) {
            while (rows.hasNext()) {
                KeyValue<String, CustomerWithOrders> row = rows.next();
                long timerAt = row.value.customer().timerAt();
                if (timerAt != Customer.NOT_DUE) {
                    timers.rebuild(new Timers.Entry(timerAt, row.key));
                    count++;
                }
            }
        }
        timers.flush();
        if (count > 0) {
            LOG.info(
                    "Task {}: set the timers of {} customers in {} ms",
                    taskId,
                    count,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }
}
