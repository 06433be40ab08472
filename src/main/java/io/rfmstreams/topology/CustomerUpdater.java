package io.rfmstreams.topology;

import io.rfmstreams.contract.ChurnAlert;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.SegmentChange;
import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.segment.ChurnSignal;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.ReceivedEvent;
import io.rfmstreams.segment.SegmentMove;
import io.rfmstreams.segment.SegmentMove.Reason;
import io.rfmstreams.segment.Segmenter;

/** The customers of one task: reads them, lets something happen to them, writes them, and tells it to the outputs. */
final class CustomerUpdater {

    private final CustomerCache customers;
    private final OrderRows orders;
    private final Timers timers;
    private final Segmenter segmenter;
    private final TaskState taskState;
    private final OutcomeCounter arrivals;
    private final Outputs outputs;

    CustomerUpdater(
            CustomerCache customers,
            OrderRows orders,
            Timers timers,
            Segmenter segmenter,
            TaskState taskState,
            OutcomeCounter arrivals,
            Outputs outputs) {
        this.customers = customers;
        this.orders = orders;
        this.timers = timers;
        this.segmenter = segmenter;
        this.taskState = taskState;
        this.arrivals = arrivals;
        this.outputs = outputs;
    }

    /**
     * Applies a purchase or refund to its customer. The clock moves only if the event is accepted.
     *
     * @throws RejectedRecordException if the event is rejected
     */
    void apply(String customerId, ReceivedEvent arrival) {
        Customer before = customers.get(customerId);
        CustomerUpdate.EventResult result =
                segmenter.apply(before, orders.of(customerId), arrival, taskState.activations());
        HistoryUpdate applied = result.applied();
        arrivals.count(applied, arrival.offset());
        if (applied.outcome().isAccepted()) {
            taskState.advance(arrival.now());
        }
        orders.apply(customerId, applied.rows());
        result.update().ifPresent(update -> write(customerId, update, arrival.now()));
    }

    /**
     * Lets everything happen to a customer that is due by now.
     *
     * @param entry the customer's entry in the timers, which has come due
     */
    void wake(Timers.Entry entry, long now) {
        taskState.count(Counter.TIMERS_FIRED);
        Customer customer = customers.get(entry.customerId());
        if (customer == null || customer.timerAt() > entry.at()) {
            timers.remove(entry);
            return;
        }
        CustomerUpdate update = segmenter.advance(customer.withTimerAt(entry.at()), now, taskState.activations());
        boolean hasExpiredRows = update.customer().history().buckets().size()
                != customer.history().buckets().size();
        if (!update.isEvaluated() && update.signals().isEmpty() && !hasExpiredRows) {
            taskState.count(Counter.TIMERS_EARLY);
        }
        write(entry.customerId(), update, now);
    }

    /** Brings a customer up to now, and over to the active model, if that has not happened yet. */
    void bringUp(String customerId, long now) {
        Customer customer = customers.peek(customerId);
        if (customer != null && segmenter.isAnythingDue(customer, now, taskState.activations())) {
            write(customerId, segmenter.advance(customer, now, taskState.activations()), now);
        }
    }

    /**
     * Does the same after a crash may have lost some of what was written of a customer: puts the customer's entry back on the
     * timers if it is missing.
     */
    void repair(String customerId, long now) {
        bringUp(customerId, now);
        Customer customer = customers.peek(customerId);
        if (customer != null && customer.timerAt() != Customer.NOT_DUE) {
            timers.restore(new Timers.Entry(customer.timerAt(), customerId));
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
            timers.remove(new Timers.Entry(customer.timerAt(), customerId));
        }
        if (!customer.hasPurchased()) {
            return;
        }
        CustomerUpdate last = segmenter.advance(customer, now, taskState.activations());
        tell(customerId, last);
        outputs.profileTombstone(customerId);
        Customer gone = last.customer();
        long occurredAt = Math.max(now, gone.evaluation().at());
        emit(SegmentChange.erased(customerId, gone.born(), gone.membership().sequence() + 1, occurredAt));
        taskState.counts().add(Counter.CUSTOMERS, -1);
    }

    private void write(String customerId, CustomerUpdate update, long now) {
        Customer customer = orders.deleteExpired(customerId, inTimers(customerId, update, now), now);
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

    /** Moves a customer's entry in the timers where it is past, or would come too late; one that comes too early may stay. */
    private Customer inTimers(String customerId, CustomerUpdate update, long now) {
        Customer customer = update.customer();
        long entryAt = customer.timerAt();
        long wakeUpAt = update.nextDueAt();
        if (entryAt > now && entryAt <= wakeUpAt) {
            return customer;
        }
        if (entryAt != Customer.NOT_DUE) {
            timers.remove(new Timers.Entry(entryAt, customerId));
        }
        if (wakeUpAt != Customer.NOT_DUE) {
            timers.add(new Timers.Entry(wakeUpAt, customerId));
            taskState.count(Counter.TIMERS_SET);
        }
        return customer.withTimerAt(wakeUpAt);
    }

    private void tell(String customerId, CustomerUpdate update) {
        long born = update.customer().born();
        for (SegmentMove move : update.moves()) {
            if (move.reason() == Reason.FIRST_PURCHASE) {
                taskState.count(Counter.CUSTOMERS);
            }
            emit(SegmentChange.of(customerId, born, move));
        }
        for (ChurnSignal signal : update.signals()) {
            taskState.count(Counter.alerts(signal.kind()));
            outputs.alert(ChurnAlert.of(customerId, born, signal));
        }
    }

    private void emit(SegmentChange change) {
        taskState.count(Counter.changes(change.reason()));
        outputs.change(change);
    }
}
