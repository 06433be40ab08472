package io.rfmstreams.topology;

import io.rfmstreams.segment.Activation;
import io.rfmstreams.topology.ModelRegistry.ActiveVersion;
import io.rfmstreams.topology.ProcessorRules.SliceBudget;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Assigns all customers of a task to segments of a new model. It runs in slices between purchases and resumes after a restart.
 * Under at-least-once it visits all customers at each start too, because a crash may have lost some of their writes. While no
 * customers remain, no slices are scheduled, because Kafka Streams commits after each punctuation.
 */
final class Reassignment {

    private static final Logger LOG = LoggerFactory.getLogger(Reassignment.class);
    private static final int NONE = -1;

    private final ProcessorContext<String, Object> context;
    private final CustomerCache customers;
    private final CustomerUpdater customerUpdater;
    private final TaskState taskState;
    private final TaskClock clock;
    private final ModelRegistry models;
    private final SliceBudget budget;
    private final SliceThrottle throttle;
    private @Nullable Cancellable slices;
    private int reportedVersion = NONE;

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

    /** Resumes a reassignment that a restart interrupted. Starts one if a crash may have lost writes. */
    void start() {
        if (!taskState.isConsistent()) {
            restart();
        } else if (taskState.isReassigning()) {
            reportStarted();
            scheduleSlices();
        }
    }

    /** Stops the slices. The task state holds the position. */
    void stop() {
        if (slices != null) {
            slices.cancel();
            slices = null;
        }
    }

    /** Stops the slices because the task closes. */
    void close() {
        stop();
        models.reassignments().closed(context.taskId());
    }

    /**
     * Checks which version is active, and starts a reassignment if it has changed. An alias that is not newer than the one that the
     * task has seen is ignored: an instance may have read less of the model topic than the previous owner of the task. Nothing
     * is activated before the clock is known.
     */
    void checkActiveModel() {
        if (!clock.isKnown()) {
            return;
        }
        ActiveVersion active = models.activeVersion();
        Activation before = taskState.active();
        if (active.aliasOffset() <= before.aliasOffset()) {
            reportCompleted();
            return;
        }
        if (active.version() == before.modelVersion()) {
            taskState.activateAgain(active.aliasOffset());
            if (!taskState.isConsistent()) {
                // The store may hold customers that were assigned by a version in between, which the task state does
                // not contain.
                restart();
            }
            return;
        }
        taskState.activate(active.version(), clock.now(), active.aliasOffset());
        taskState.advance(taskState.active().effectiveAt());
        LOG.debug("Task {}: activated model {}, reassigning customers", context.taskId(), active.version());
        restart();
    }

    /** Starts a reassignment at the first customer. */
    private void restart() {
        taskState.startReassignment();
        reportStarted();
        scheduleSlices();
    }

    private void scheduleSlices() {
        if (slices == null) {
            slices = context.schedule(budget.sliceInterval(), PunctuationType.WALL_CLOCK_TIME, at -> runSlice());
        }
    }

    private void runSlice() {
        if (throttle.mayStart(context.currentSystemTimeMs())) {
            long start = throttle.start();
            reassignBatch(start);
            throttle.end(start, context.currentSystemTimeMs());
        }
    }

    /**
     * Reassigns at least one customer, even without time. Customers that are created meanwhile need no visit: they are assigned by
     * the active model.
     */
    private void reassignBatch(long start) {
        long now = clock.now();
        taskState.advance(now);
        SliceLimit limit = new SliceLimit(budget, throttle, start);
        boolean visitedAll = customers.visitAfter(taskState.reassignedUpTo(), (customerId, value) -> {
            if (!limit.allowsStep()) {
                return false;
            }
            customerUpdater.advanceToNow(customerId, value, now);
            taskState.recordReassigned(customerId);
            return true;
        });
        if (visitedAll) {
            complete();
        }
    }

    private void complete() {
        taskState.completeReassignment();
        stop();
        int version = taskState.active().modelVersion();
        LOG.debug("Task {}: reassigned all customers to model {}", context.taskId(), version);
        reportCompleted();
    }

    /** Reports a start only if there is a model. */
    private void reportStarted() {
        if (taskState.active().modelVersion() != 0) {
            models.reassignments().started(context.taskId());
            reportedVersion = NONE;
        }
    }

    /** Reports a completed reassignment once. It is called for each purchase. */
    private void reportCompleted() {
        int version = taskState.active().modelVersion();
        if (version != reportedVersion && !taskState.isReassigning()) {
            models.reassignments().completed(context.taskId(), version);
            reportedVersion = version;
        }
    }
}
