package io.rfmstreams.topology;

import io.rfmstreams.segment.Customer;
import java.util.Arrays;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the timers of a task again from its customers after the task has opened, unless the timers store has them already. It has them
 * after a clean close on the same disk under exactly-once. It does not after a crash, after a restore from the changelogs, or after
 * another instance has processed the task. Under at-least-once a crash may lose some writes of one store only, so that the timers are
 * always set again.
 *
 * <p>It runs in slices between purchases: first it deletes the timers in the store, then it visits all customers. A purchase
 * meanwhile sets the timer of its customer as usual. No timer fires before the last slice.
 */
final class TimerRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(TimerRebuild.class);

    private final TaskId taskId;
    private final CustomerCache customers;
    private final Timers timers;
    private final TaskState taskState;
    private Stage stage = Stage.COMPLETE;
    private @Nullable String visitedUpTo;
    private long set;

    private enum Stage {
        DELETING,
        SETTING,
        COMPLETE
    }

    TimerRebuild(TaskId taskId, CustomerCache customers, Timers timers, TaskState taskState) {
        this.taskId = taskId;
        this.customers = customers;
        this.timers = timers;
        this.taskState = taskState;
    }

    /** Checks whether the timers store has the timers of the customers. Called before the first record of the task. */
    void open() {
        byte[] stamp = timers.takeStamp();
        // a new task has neither a row nor a stamp
        boolean hasTimers = taskState.isConsistent() && Arrays.equals(stamp, taskState.saved());
        stage = hasTimers ? Stage.COMPLETE : Stage.DELETING;
    }

    /** Returns whether all timers are set. Before that, none may fire. */
    boolean isComplete() {
        return stage == Stage.COMPLETE;
    }

    /**
     * Runs a slice.
     *
     * @param rows the maximum number of timers to delete
     * @param limit the maximum of customers to visit
     */
    void runSlice(int rows, SliceLimit limit) {
        if (stage == Stage.DELETING) {
            if (!timers.delete(rows)) {
                return;
            }
            stage = Stage.SETTING;
        }
        boolean visitedAll = customers.visitAfter(visitedUpTo, (customerId, value) -> {
            if (!limit.allowsStep()) {
                return false;
            }
            set(customerId, value.customer().timerAt());
            visitedUpTo = customerId;
            return true;
        });
        if (visitedAll) {
            stage = Stage.COMPLETE;
            LOG.debug("Task {}: set the timers of {} customers", taskId, set);
        }
        timers.flush();
    }

    private void set(String customerId, long timerAt) {
        if (timerAt != Customer.NOT_DUE) {
            // a row can be older than the state of the task; timers before the time of that state do not fire
            timers.add(new Timers.Entry(Math.max(timerAt, taskState.timersDoneUntil()), customerId));
            set++;
        }
    }

    /** Records in the timers store that its timers are those of the last saved row of the task. */
    void close() {
        byte[] saved = taskState.saved();
        if (isComplete() && saved != null) {
            try {
                timers.stamp(saved);
            } catch (ProcessorStateException notWritten) {
                LOG.debug("Task {}: the timers will be set again at the next start", taskId, notWritten);
            }
        }
    }
}
