package io.rfmstreams.topology;

import io.rfmstreams.contract.ChurnAlert;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.contract.SegmentChange;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.Taken;
import io.rfmstreams.segment.ChurnSignal;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.SegmentMove;
import io.rfmstreams.segment.SegmentMove.Reason;
import io.rfmstreams.segment.Segmenter;

/** The customers of one task: reads them, lets something happen to them, writes them, and tells it to the outputs. */
final class CustomerLedger {

    private final HotCustomers customers;
    private final Agenda agenda;
    private final Segmenter segmenter;
    private final TaskJournal journal;
    private final Outputs outputs;

    CustomerLedger(HotCustomers customers, Agenda agenda, Segmenter segmenter, TaskJournal journal, Outputs outputs) {
        this.customers = customers;
        this.agenda = agenda;
        this.segmenter = segmenter;
        this.journal = journal;
        this.outputs = outputs;
    }

    /**
     * Lets a customer buy or give back.
     *
     * @param now the task's now after the event has moved it; the clock moves only if the event is taken
     * @throws RejectedRecordException if the event cannot be taken
     */
    void take(String customerId, CustomerEvent event, long now, long offset) {
        Customer before = customers.get(customerId);
        CustomerUpdate.EventResult result = segmenter.apply(before, event, now, offset, journal.activations());
        Taken taken = result.taken();
        switch (taken.outcome()) {
            case ORDER -> journal.count(Counter.ORDERS);
            case REFUND_LINKED -> journal.count(Counter.REFUNDS_LINKED);
            case REFUND_UNLINKED -> journal.count(Counter.REFUNDS_UNLINKED);
            case REFUND_IGNORED -> journal.count(Counter.REFUNDS_IGNORED);
            case DUPLICATE -> journal.count(Counter.DUPLICATES);
            case BEYOND_MEMORY ->
                throw new RejectedRecordException(RejectionReason.BEYOND_MEMORY, "too old to be told from a duplicate");
            case OVERFLOW ->
                throw new RejectedRecordException(
                        RejectionReason.OVERFLOW, "the customer's sum would leave the range of 64 bits");
        }
        if (!taken.excess().isZero()) {
            journal.count(Counter.REFUNDS_IN_EXCESS);
        }
        if (taken.outcome().isTaken()) {
            journal.advance(now);
        }
        result.update().ifPresent(update -> write(customerId, update, now));
    }

    /**
     * Lets everything happen to a customer that is due by now.
     *
     * @param entry the customer's entry in the agenda, which has come due
     */
    void wake(Agenda.Entry entry, long now) {
        journal.count(Counter.AGENDA_WAKE_UPS);
        Customer customer = customers.get(entry.customerId());
        if (customer == null || customer.timerAt() > entry.at()) {
            agenda.remove(entry);
            return;
        }
        CustomerUpdate update = segmenter.advance(customer.withTimerAt(entry.at()), now, journal.activations());
        if (!update.isEvaluated() && update.signals().isEmpty()) {
            journal.count(Counter.AGENDA_TOO_EARLY);
        }
        write(entry.customerId(), update, now);
    }

    /** Brings a customer up to now, and over to the active model, if that has not happened yet. */
    void bringUp(String customerId, long now) {
        Customer customer = customers.peek(customerId);
        if (customer != null && segmenter.isAnythingDue(customer, now, journal.activations())) {
            write(customerId, segmenter.advance(customer, now, journal.activations()), now);
        }
    }

    /**
     * Does the same after a crash may have lost some of what was written of a customer: puts the customer's entry back on the
     * agenda if it is missing.
     */
    void repair(String customerId, long now) {
        bringUp(customerId, now);
        Customer customer = customers.peek(customerId);
        if (customer != null && customer.timerAt() != Customer.NOT_DUE) {
            agenda.restore(new Agenda.Entry(customer.timerAt(), customerId));
        }
    }

    /**
     * Deletes a customer and all that can be deleted at once; unknown ones are nothing to tell of.
     *
     * @param now the task's now, which a tombstone does not move
     */
    void erase(String customerId, long now) {
        Customer customer = customers.get(customerId);
        if (customer == null) {
            return;
        }
        customers.delete(customerId);
        if (!customer.hasPurchased()) {
            return;
        }
        if (customer.timerAt() != Customer.NOT_DUE) {
            agenda.remove(new Agenda.Entry(customer.timerAt(), customerId));
        }
        CustomerUpdate last = segmenter.advance(customer, now, journal.activations());
        tell(customerId, last);
        outputs.profileTombstone(customerId);
        Customer gone = last.customer();
        long occurredAt = Math.max(now, gone.evaluation().at());
        emit(SegmentChange.erased(customerId, gone.born(), gone.membership().sequence() + 1, occurredAt));
        journal.counts().add(Counter.CUSTOMERS, -1);
    }

    private void write(String customerId, CustomerUpdate update, long now) {
        customers.put(customerId, onAgenda(customerId, update, now));
        tell(customerId, update);
        if (update.isEvaluated()) {
            outputs.profile(CustomerProfile.of(customerId, update.customer(), update.rfm(), update.nextChange()));
        }
    }

    /** Moves a customer's entry in the agenda where it is past, or would come too late; one that comes too early may stay. */
    private Customer onAgenda(String customerId, CustomerUpdate update, long now) {
        Customer customer = update.customer();
        long entryAt = customer.timerAt();
        long wakeUpAt = update.nextDueAt();
        if (entryAt > now && entryAt <= wakeUpAt) {
            return customer;
        }
        if (entryAt != Customer.NOT_DUE) {
            agenda.remove(new Agenda.Entry(entryAt, customerId));
        }
        if (wakeUpAt != Customer.NOT_DUE) {
            agenda.add(new Agenda.Entry(wakeUpAt, customerId));
            journal.count(Counter.AGENDA_WRITES);
        }
        return customer.withTimerAt(wakeUpAt);
    }

    private void tell(String customerId, CustomerUpdate update) {
        long born = update.customer().born();
        for (SegmentMove move : update.moves()) {
            if (move.reason() == Reason.FIRST_PURCHASE) {
                journal.count(Counter.CUSTOMERS);
            }
            emit(SegmentChange.of(customerId, born, move));
        }
        for (ChurnSignal signal : update.signals()) {
            journal.count(Counter.alerts(signal.kind()));
            outputs.alert(ChurnAlert.of(customerId, born, signal));
        }
    }

    private void emit(SegmentChange change) {
        journal.count(Counter.changes(change.reason()));
        outputs.change(change);
    }
}
