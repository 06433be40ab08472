package io.rfmstreams.topology;

import io.rfmstreams.segment.Customer;
import io.rfmstreams.topology.ProcessorRules.SweepBudget;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Walks all customers of a task after another model became active, in slices between purchases, and goes on where it was
 * after a restart. While nobody remains to be brought over it only looks, now and then, which version is active: every
 * punctuation makes Kafka Streams commit.
 */
final class ModelSweep {

    private final ProcessorContext<String, Object> context;
    private final KeyValueStore<String, Customer> store;
    private final CustomerLedger ledger;
    private final TaskJournal journal;
    private final TaskClock clock;
    private final ModelRegistry models;
    private final SweepBudget budget;
    private @Nullable Cancellable slices;

    ModelSweep(
            ProcessorContext<String, Object> context,
            KeyValueStore<String, Customer> store,
            CustomerLedger ledger,
            TaskJournal journal,
            TaskClock clock,
            ModelRegistry models,
            SweepBudget budget) {
        this.context = context;
        this.store = store;
        this.ledger = ledger;
        this.journal = journal;
        this.clock = clock;
        this.models = models;
        this.budget = budget;
    }

    /** Takes up a sweep that a restart interrupted. */
    void start() {
        if (journal.isSweeping()) {
            scheduleSlices();
        }
    }

    /** Notes the active version if it is another one than before, and starts to walk. */
    void lookForModel() {
        int active = models.activeVersion();
        if (active != 0 && active != journal.active().modelVersion()) {
            journal.activate(active, clock.now());
            journal.advance(journal.active().effectiveAt());
            journal.save();
            scheduleSlices();
        }
    }

    private void scheduleSlices() {
        if (slices == null) {
            slices = context.schedule(budget.sliceEvery(), PunctuationType.WALL_CLOCK_TIME, at -> slice());
        }
    }

    private void slice() {
        long deadline = System.nanoTime() + budget.time().toNanos();
        String sweptTo = journal.sweptTo();
        int seen = 0;
        boolean finished = true;
        try (KeyValueIterator<String, Customer> customers = from(sweptTo)) {
            while (customers.hasNext()) {
                if (seen >= budget.customers() || System.nanoTime() > deadline) {
                    finished = false;
                    break;
                }
                KeyValue<String, Customer> next = customers.next();
                if (!next.key.equals(sweptTo)) {
                    ledger.bringOver(next.key, next.value);
                    journal.sweptTo(next.key);
                    seen++;
                }
            }
        }
        if (finished) {
            finish();
        }
        journal.save();
    }

    private KeyValueIterator<String, Customer> from(@Nullable String sweptTo) {
        return sweptTo == null ? store.all() : store.range(sweptTo, null);
    }

    private void finish() {
        journal.sweepDone();
        if (slices != null) {
            slices.cancel();
            slices = null;
        }
    }
}
