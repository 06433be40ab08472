package io.rfmstreams.topology;

import io.rfmstreams.contract.ChurnAlert;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.SegmentChange;
import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.segment.Arrival;
import io.rfmstreams.segment.ChurnSignal;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.SegmentMove;
import io.rfmstreams.segment.SegmentMove.Reason;
import io.rfmstreams.segment.Segmenter;

/** The customers of one task: reads them, lets something happen to them, writes them, and tells it to the outputs. */
final class CustomerLedger {

    private final HotCustomers customers;
    private final OrderRows orders;
    private final Agenda agenda;
    private final Segmenter segmenter;
    private final TaskJournal journal;
    private final ArrivalCounter arrivals;
    private final Outputs outputs;

    CustomerLedger(
            HotCustomers customers,
            OrderRows orders,
            Agenda agenda,
            Segmenter segmenter,
            TaskJournal journal,
            Outputs outputs) {
        this.customers = customers;
        this.orders = orders;
        this.agenda = agenda;
        this.segmenter = segmenter;
        this.journal = journal;
        this.arrivals = new ArrivalCounter(journal);
        this.outputs = outputs;
    }

    /**
     * Applies a purchase or refund to its customer. The clock moves only if the event is accepted.
     *
     * @throws RejectedRecordException if the event is rejected
     */
    void apply(String customerId, Arrival arrival) {
        Customer before = customers.get(customerId);
        CustomerUpdate.EventResult result =
                segmenter.apply(before, orders.of(customerId), arrival, journal.activations());
        HistoryUpdate applied = result.applied();
        arrivals.count(applied, arrival.offset());
        if (applied.outcome().isAccepted()) {
            journal.advance(arrival.now());
        }
        orders.apply(customerId, applied.rows());
        result.update().ifPresent(update -> write(customerId, update, arrival.now()));
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
        boolean hasExpiredRows = update.customer().history().buckets().size()
                != customer.history().buckets().size();
        if (!update.isEvaluated() && update.signals().isEmpty() && !hasExpiredRows) {
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
     * Deletes a customer and all that can be deleted at once; unknown ones are nothing to tell of. Rows are deleted in any
     * case: a crash under at-least-once may have kept them longer than their customer.
     *
     * @param now the task's now, which a tombstone does not move
     */
    void erase(String customerId, long now) {
        orders.deleteAll(customerId);
        Customer customer = customers.get(customerId);
        if (customer == null) {
            return;
        }
        customers.delete(customerId);
        if (customer.timerAt() != Customer.NOT_DUE) {
            agenda.remove(new Agenda.Entry(customer.timerAt(), customerId));
        }
        if (!customer.hasPurchased()) {
            return;
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
        Customer customer = orders.clean(customerId, onAgenda(customerId, update, now), now);
        if (customer.history().isForgettable()) {
            customers.delete(customerId);
        } else {
            customers.put(customerId, customer);
        }
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
