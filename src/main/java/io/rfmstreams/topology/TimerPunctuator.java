package io.rfmstreams.topology;

import io.rfmstreams.topology.ProcessorRules.SliceBudget;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the customers of a task who are due, in the order of time. Looks now and then, and while there is more than one
 * slice can take works in slices between purchases; after a restart it goes on where it was. Waits until history is over.
 */
final class TimerPunctuator {

    private final ProcessorContext<String, Object> context;
    private final Timers timers;
    private final CustomerUpdater customerUpdater;
    private final TaskState taskState;
    private final TaskClock clock;
    private final SliceBudget budget;
    private final SliceThrottle throttle;
    private final Deque<Timers.Entry> due = new ArrayDeque<>();
    private Timers.@Nullable Entry last;
    private @Nullable Cancellable watch;
    private @Nullable Cancellable slices;

    /** An idle punctuator; {@link #start} starts it. */
    TimerPunctuator(
            ProcessorContext<String, Object> context,
            Timers timers,
            CustomerUpdater customerUpdater,
            TaskState taskState,
            TaskClock clock,
            SliceBudget budget,
            SliceThrottle throttle) {
        this.context = context;
        this.timers = timers;
        this.customerUpdater = customerUpdater;
        this.taskState = taskState;
        this.clock = clock;
        this.budget = budget;
        this.throttle = throttle;
    }

    void start() {
        watch = context.schedule(budget.watchEvery(), PunctuationType.WALL_CLOCK_TIME, at -> look());
    }

    /** Stops looking; the task state knows how far it was. */
    void stop() {
        if (watch != null) {
            watch.cancel();
        }
        stopSlices();
    }

    /**
     * In history a purchase brings its customer up to now by itself, and years pass in minutes: who is due without buying
     * can wait until history is read, in which most of them buy again.
     */
    private void look() {
        if (slices == null && !clock.isInHistory() && !slice()) {
            slices = context.schedule(budget.sliceEvery(), PunctuationType.WALL_CLOCK_TIME, at -> {
                if (slice()) {
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

    /** Works for a while; whether all is done that is due by now. */
    private boolean slice() {
        if (!throttle.mayBegin(context.currentSystemTimeMs())) {
            return false;
        }
        long begun = throttle.begun();
        boolean done = work(begun);
        throttle.ended(begun, context.currentSystemTimeMs());
        return done;
    }

    private boolean work(long begun) {
        long nanos = budget.time().toNanos();
        long now = clock.now();
        for (int woken = 0; woken < budget.customers() && (woken == 0 || !throttle.isOver(begun, nanos)); woken++) {
            if (due.isEmpty() && !lookUp(now)) {
                taskState.timersDoneUntil(now);
                return true;
            }
            Timers.Entry entry = due.remove();
            taskState.advance(now);
            customerUpdater.wake(entry, now);
            taskState.timersDoneUntil(entry.at());
            last = entry;
        }
        return false;
    }

    /** Looks up who is due next; whether there is anybody. New entries always lie after now, and so after these. */
    private boolean lookUp(long now) {
        due.addAll(timers.between(last, taskState.timersDoneUntil(), now, budget.customers()));
        return !due.isEmpty();
    }
}
