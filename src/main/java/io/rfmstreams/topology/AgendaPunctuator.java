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
final class AgendaPunctuator {

    private final ProcessorContext<String, Object> context;
    private final Agenda agenda;
    private final CustomerLedger ledger;
    private final TaskJournal journal;
    private final TaskClock clock;
    private final SliceBudget budget;
    private final SlicePacer pacer;
    private final Deque<Agenda.Entry> due = new ArrayDeque<>();
    private Agenda.@Nullable Entry last;
    private @Nullable Cancellable watch;
    private @Nullable Cancellable slices;

    /** An idle punctuator; {@link #start} starts it. */
    AgendaPunctuator(
            ProcessorContext<String, Object> context,
            Agenda agenda,
            CustomerLedger ledger,
            TaskJournal journal,
            TaskClock clock,
            SliceBudget budget,
            SlicePacer pacer) {
        this.context = context;
        this.agenda = agenda;
        this.ledger = ledger;
        this.journal = journal;
        this.clock = clock;
        this.budget = budget;
        this.pacer = pacer;
    }

    void start() {
        watch = context.schedule(budget.watchEvery(), PunctuationType.WALL_CLOCK_TIME, at -> look());
    }

    /** Stops looking; the journal knows how far it was. */
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
        if (!pacer.mayBegin(context.currentSystemTimeMs())) {
            return false;
        }
        long begun = pacer.begun();
        boolean done = work(begun);
        pacer.ended(begun, context.currentSystemTimeMs());
        return done;
    }

    private boolean work(long begun) {
        long nanos = budget.time().toNanos();
        long now = clock.now();
        for (int woken = 0; woken < budget.customers() && (woken == 0 || !pacer.isOver(begun, nanos)); woken++) {
            if (due.isEmpty() && !lookUp(now)) {
                journal.agendaDoneTo(now);
                return true;
            }
            Agenda.Entry entry = due.remove();
            journal.advance(now);
            ledger.wake(entry, now);
            journal.agendaDoneTo(entry.at());
            last = entry;
        }
        return false;
    }

    /** Looks up who is due next; whether there is anybody. New entries always lie after now, and so after these. */
    private boolean lookUp(long now) {
        due.addAll(agenda.between(last, journal.agendaDoneTo(), now, budget.customers()));
        return !due.isEmpty();
    }
}
