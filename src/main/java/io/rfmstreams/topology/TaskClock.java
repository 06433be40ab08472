package io.rfmstreams.topology;

import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.util.function.LongSupplier;

/** The clock of one task. It never goes back. Its time is stored in the task state. */
final class TaskClock {

    private final ClockMode mode;
    private final TaskState taskState;
    private final Backfill backfill;
    private final LongSupplier wallClock;

    TaskClock(ClockMode mode, TaskState taskState, Backfill backfill, LongSupplier wallClock) {
        this.mode = mode;
        this.taskState = taskState;
        this.backfill = backfill;
        this.wallClock = wallClock;
    }

    /** Returns the time of the task, epoch milliseconds; {@link Long#MIN_VALUE} before the first event. */
    long now() {
        return isLive() ? Math.max(taskState.now(), wallClock.getAsLong()) : taskState.now();
    }

    /** Returns the time of the task after an event or tick with this time. It does not advance the clock. */
    long after(long time) {
        if (isLive()) {
            return now();
        }
        long seen = mode == ClockMode.LIVE ? Math.min(time, wallClock.getAsLong()) : time;
        return Math.max(taskState.now(), seen);
    }

    /** Returns whether the task knows if it must follow the wall clock. */
    boolean isKnown() {
        return mode == ClockMode.EVENT || backfill.isKnown();
    }

    /** Returns whether the backfill of a live task is not complete. */
    boolean isInHistory() {
        return mode == ClockMode.LIVE && !backfill.isComplete();
    }

    /** Returns whether the task follows the wall clock. */
    boolean isLive() {
        return mode == ClockMode.LIVE && backfill.isComplete();
    }
}
