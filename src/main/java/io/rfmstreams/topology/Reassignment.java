package io.rfmstreams.topology;

import io.rfmstreams.segment.Activation;
import io.rfmstreams.topology.ModelRegistry.Active;
import io.rfmstreams.topology.ProcessorRules.SliceBudget;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks all customers of a task after another model became active, in slices between purchases, and goes on where it was
 * after a restart. Under at-least-once all customers are walked at each start as well, since a crash may have lost some of what
 * was written of them. While nobody remains to be brought over it only looks, now and then, which version is active: every
 * punctuation makes Kafka Streams commit.
 */
final class Reassignment {

    private static final Logger LOG = LoggerFactory.getLogger(Reassignment.class);
    private static final int NOTHING = -1;

    private final ProcessorContext<String, Object> context;
    private final CustomerCache customers;
    private final CustomerUpdater customerUpdater;
    private final TaskState taskState;
    private final TaskClock clock;
    private final ModelRegistry models;
    private final SliceBudget budget;
    private final SliceThrottle throttle;
    private final Deque<String> next = new ArrayDeque<>();
    private @Nullable Cancellable slices;
    private int reported = NOTHING;

    Reassignment(
            ProcessorContext<String, Object> context,
            CustomerCache customers,
            CustomerUpdater customerUpdater,
            TaskState taskState,
            TaskClock clock,
            ModelRegistry models,
            SliceBudget budget,
            SliceThrottle throttle) {
        this.context = context;
        this.customers = customers;
        this.customerUpdater = customerUpdater;
        this.taskState = taskState;
        this.clock = clock;
        this.models = models;
        this.budget = budget;
        this.throttle = throttle;
    }

    /** Takes up a reassignment that a restart interrupted, or begins one if a crash may have lost what the last one wrote. */
    void start() {
        if (!taskState.isExact()) {
            walk();
        } else if (taskState.isReassigning()) {
            reportBegun();
            scheduleSlices();
        }
    }

    /** Stops walking; the task state knows where. */
    void stop() {
        if (slices != null) {
            slices.cancel();
            slices = null;
        }
    }

    /** Stops for good: the task closes. */
    void close() {
        stop();
        models.reassignments().closed(context.taskId());
    }

    /**
     * Notes the active version, and starts to walk if it is another one than before. What an instance says that has read
     * less of the model topic than the task has seen already does not count, nor does anything before the clock is known.
     */
    void lookForModel() {
        if (!clock.isKnown()) {
            return;
        }
        Active active = models.activeVersion();
        Activation before = taskState.active();
        if (active.aliasOffset() <= before.aliasOffset()) {
            reportDone();
            return;
        }
        if (active.version() == before.modelVersion()) {
            taskState.activateAgain(active.aliasOffset());
            if (!taskState.isExact()) {
                // Customers may stand under a version in between, which the task's state does not know.
                walk();
            }
            return;
        }
        taskState.activate(active.version(), clock.now(), active.aliasOffset());
        taskState.advance(taskState.active().effectiveAt());
        LOG.debug("Task {}: model {} is in force, bringing customers over", context.taskId(), active.version());
        walk();
    }

    /** Begins at the first customer. */
    private void walk() {
        taskState.reassignment();
        next.clear();
        reportBegun();
        scheduleSlices();
    }

    private void scheduleSlices() {
        if (slices == null) {
            slices = context.schedule(budget.sliceEvery(), PunctuationType.WALL_CLOCK_TIME, at -> slice());
        }
    }

    private void slice() {
        if (throttle.mayBegin(context.currentSystemTimeMs())) {
            long begun = throttle.begun();
            work(begun);
            throttle.ended(begun, context.currentSystemTimeMs());
        }
    }

    /** Brings over one customer at least, however little time there is. */
    private void work(long begun) {
        long now = clock.now();
        taskState.advance(now);
        for (int seen = 0; seen < budget.customers() && (seen == 0 || !isOver(begun)); seen++) {
            if (next.isEmpty() && !readIds(begun)) {
                end();
                return;
            }
            String customerId = next.remove();
            if (taskState.isExact()) {
                customerUpdater.bringUp(customerId, now);
            } else {
                customerUpdater.repair(customerId, now);
            }
            taskState.reassignedUpTo(customerId);
        }
    }

    private boolean isOver(long begun) {
        return throttle.isOver(begun, budget.time().toNanos());
    }

    /**
     * Reads who comes next; whether there is anybody. Ids that a slice has no time for are kept for the next one. Customers who
     * come meanwhile need no visit: they begin under the model in force.
     */
    private boolean readIds(long begun) {
        next.addAll(customers.idsAfter(taskState.reassignedUpTo(), budget.customers(), () -> isOver(begun)));
        return !next.isEmpty();
    }

    private void end() {
        taskState.reassignmentDone();
        stop();
        int version = taskState.active().modelVersion();
        LOG.debug("Task {}: all customers are under model {}", context.taskId(), version);
        reportDone();
    }

    /** Without a model there is nothing to bring customers over to. */
    private void reportBegun() {
        if (taskState.active().modelVersion() != 0) {
            models.reassignments().begun(context.taskId());
            reported = NOTHING;
        }
    }

    /** Each purchase asks for a report: only a change is one. */
    private void reportDone() {
        int version = taskState.active().modelVersion();
        if (version != reported && !taskState.isReassigning()) {
            models.reassignments().done(context.taskId(), version);
            reported = version;
        }
    }
}
