package io.rfmstreams.topology;

import io.rfmstreams.topology.ProcessorRules.SliceBudget;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Fires the due timers of a task in the order of their time. It polls periodically. While more timers are due than one slice
 * fires, it runs in slices between purchases. It resumes after a restart, once the timers are set again, and does not run during a
 * backfill.
 */
final class TimerPunctuator {

    private final ProcessorContext<String, Object> context;
    private final Timers timers;
    private final TimerRebuild rebuild;
    private final CustomerUpdater customerUpdater;
    private final TaskState taskState;
    private final TaskClock clock;
    private final SliceBudget budget;
    private final SliceThrottle throttle;
    private final Deque<Timers.Entry> due = new ArrayDeque<>();
    private Timers.@Nullable Entry lastFired;
    private @Nullable Cancellable polls;
    private @Nullable Cancellable slices;

    /** Creates a punctuator that {@link #start} starts. */
    TimerPunctuator(
            ProcessorContext<String, Object> context,
            Timers timers,
            TimerRebuild rebuild,
            CustomerUpdater customerUpdater,
            TaskState taskState,
            TaskClock clock,
            SliceBudget budget,
            SliceThrottle throttle) {
        this.context = context;
        this.timers = timers;
        this.rebuild = rebuild;
        this.customerUpdater = customerUpdater;
        this.taskState = taskState;
        this.clock = clock;
        this.budget = budget;
        this.throttle = throttle;
    }

    void start() {
        polls = context.schedule(budget.pollInterval(), PunctuationType.WALL_CLOCK_TIME, at -> poll());
    }

    /** Stops. The task state holds the position. */
    void stop() {
        if (polls != null) {
            polls.cancel();
        }
        stopSlices();
    }

    /**
     * Fires the due timers. During a backfill, years pass in minutes and most customers buy again. A purchase advances its customer
     * to now anyway, so that the timers of the others can wait until the backfill is complete.
     */
    private void poll() {
        if (slices == null && !clock.isInHistory() && !runSlice()) {
            slices = context.schedule(budget.sliceInterval(), PunctuationType.WALL_CLOCK_TIME, at -> {
                if (runSlice()) {
                    stopSlices();
                }
            });
        }
    }

    private void stopSlices() {
        if (slices != null) {
            slices.cancel();
            slices = null;
        }
    }

    /** Runs one slice; returns true if no more timers are due. */
    private boolean runSlice() {
        if (!throttle.mayStart(context.currentSystemTimeMs())) {
            return false;
        }
        long start = throttle.start();
        boolean done = fireBatch(start);
        throttle.end(start, context.currentSystemTimeMs());
        return done;
    }

    private boolean fireBatch(long start) {
        SliceLimit limit = new SliceLimit(budget, throttle, start);
        if (!rebuild.isComplete()) {
            rebuild.runSlice(budget.batchSize(), limit);
            if (!rebuild.isComplete()) {
                return false;
            }
        }
        long now = clock.now();
        while (limit.allowsStep()) {
            if (due.isEmpty() && !readDue(now)) {
                recordDone(now);
                return true;
            }
            Timers.Entry entry = due.remove();
            taskState.advance(now);
            customerUpdater.fireTimer(entry, now);
            taskState.recordTimersDone(entry.at() - 1); // more timers may be due at the same time
            lastFired = entry;
        }
        return false;
    }

    /**
     * Records that no timer is due. Under the live clock now can be later than the time of the task: after a restart, a late purchase
     * may still set a timer between the two, which must fire.
     */
    private void recordDone(long now) {
        taskState.recordTimersDone(Math.min(now, taskState.now()));
    }

    /** Reads the next due timers; returns false if there are none. New timers are always after now, and thus after these. */
    private boolean readDue(long now) {
        due.addAll(timers.between(lastFired, taskState.timersDoneUntil(), now, budget.batchSize()));
        return !due.isEmpty();
    }
}
