package io.rfmstreams.topology;

import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.util.function.LongSupplier;

/** What time it is in one task. Never goes back; stored in the task's task state. */
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

    /** The task's now, epoch milliseconds; {@link Long#MIN_VALUE} before anything moved it. */
    long now() {
        return isLive() ? Math.max(taskState.now(), wallClock.getAsLong()) : taskState.now();
    }

    /** What now will be once an event or tick of this time has moved it; does not move it yet. */
    long after(long time) {
        if (isLive()) {
            return now();
        }
        long seen = mode == ClockMode.LIVE ? Math.min(time, wallClock.getAsLong()) : time;
        return Math.max(taskState.now(), seen);
    }

    /** Whether it is known yet if the task is in its history or at the wall clock. */
    boolean isKnown() {
        return mode == ClockMode.EVENT || backfill.isKnown();
    }

    /** Whether the task has still to read what its input held when it was opened, or does not know yet. */
    boolean isInHistory() {
        return mode == ClockMode.LIVE && !backfill.isComplete();
    }

    /** Whether the task follows the wall clock, which moves by itself. */
    boolean isLive() {
        return mode == ClockMode.LIVE && backfill.isComplete();
    }
}
