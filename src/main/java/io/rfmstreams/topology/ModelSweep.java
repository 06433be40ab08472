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
final class ModelSweep {

    private static final Logger LOG = LoggerFactory.getLogger(ModelSweep.class);
    private static final int NOTHING = -1;

    private final ProcessorContext<String, Object> context;
    private final HotCustomers customers;
    private final CustomerLedger ledger;
    private final TaskJournal journal;
    private final TaskClock clock;
    private final ModelRegistry models;
    private final SliceBudget budget;
    private final SlicePacer pacer;
    private final Deque<String> next = new ArrayDeque<>();
    private @Nullable Cancellable slices;
    private int reported = NOTHING;

    ModelSweep(
            ProcessorContext<String, Object> context,
            HotCustomers customers,
            CustomerLedger ledger,
            TaskJournal journal,
            TaskClock clock,
            ModelRegistry models,
            SliceBudget budget,
            SlicePacer pacer) {
        this.context = context;
        this.customers = customers;
        this.ledger = ledger;
        this.journal = journal;
        this.clock = clock;
        this.models = models;
        this.budget = budget;
        this.pacer = pacer;
    }

    /** Takes up a sweep that a restart interrupted, or begins one if a crash may have lost what the last one wrote. */
    void start() {
        if (!journal.isExact()) {
            walk();
        } else if (journal.isSweeping()) {
            reportBegun();
            scheduleSlices();
        }
    }

    /** Stops walking; the journal knows where. */
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
        Activation before = journal.active();
        if (active.aliasOffset() <= before.aliasOffset()) {
            reportDone();
            return;
        }
        if (active.version() == before.modelVersion()) {
            journal.activateAgain(active.aliasOffset());
            if (!journal.isExact()) {
                // Customers may stand under a version in between, which the task's state does not know.
                walk();
            }
            return;
        }
        journal.activate(active.version(), clock.now(), active.aliasOffset());
        journal.advance(journal.active().effectiveAt());
        LOG.debug("Task {}: model {} is in force, bringing customers over", context.taskId(), active.version());
        walk();
    }

    /** Begins at the first customer. */
    private void walk() {
        journal.sweep();
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
        if (pacer.mayBegin(context.currentSystemTimeMs())) {
            long begun = pacer.begun();
            work(begun);
            pacer.ended(begun, context.currentSystemTimeMs());
        }
    }

    /** Brings over one customer at least, however little time there is. */
    private void work(long begun) {
        long now = clock.now();
        journal.advance(now);
        for (int seen = 0; seen < budget.customers() && (seen == 0 || !isOver(begun)); seen++) {
            if (next.isEmpty() && !readIds(begun)) {
                end();
                return;
            }
            String customerId = next.remove();
            if (journal.isExact()) {
                ledger.bringUp(customerId, now);
            } else {
                ledger.repair(customerId, now);
            }
            journal.sweptTo(customerId);
        }
    }

    private boolean isOver(long begun) {
        return pacer.isOver(begun, budget.time().toNanos());
    }

    /**
     * Reads who comes next; whether there is anybody. Ids that a slice has no time for are kept for the next one. Customers who
     * come meanwhile need no visit: they begin under the model in force.
     */
    private boolean readIds(long begun) {
        next.addAll(customers.idsAfter(journal.sweptTo(), budget.customers(), () -> isOver(begun)));
        return !next.isEmpty();
    }

    private void end() {
        journal.sweepDone();
        stop();
        int version = journal.active().modelVersion();
        LOG.debug("Task {}: all customers are under model {}", context.taskId(), version);
        reportDone();
    }

    /** Without a model there is nothing to bring customers over to. */
    private void reportBegun() {
        if (journal.active().modelVersion() != 0) {
            models.reassignments().begun(context.taskId());
            reported = NOTHING;
        }
    }

    /** Each purchase asks for a report: only a change is one. */
    private void reportDone() {
        int version = journal.active().modelVersion();
        if (version != reported && !journal.isSweeping()) {
            models.reassignments().done(context.taskId(), version);
            reported = version;
        }
    }
}
