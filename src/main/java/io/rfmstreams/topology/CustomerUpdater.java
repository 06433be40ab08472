package io.rfmstreams.topology;

import io.rfmstreams.contract.ChurnAlert;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.contract.OrderPack;
import io.rfmstreams.contract.SegmentChange;
import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.segment.ChurnSignal;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.ReceivedEvent;
import io.rfmstreams.segment.SegmentMove;
import io.rfmstreams.segment.SegmentMove.Reason;
import io.rfmstreams.segment.Segmenter;

/** Updates the customers of one task: it reads a customer, applies an event or time, writes the customer and emits the outputs. */
final class CustomerUpdater {

    private final CustomerCache customers;
    private final OrderRows orders;
    private final Timers timers;
    private final Segmenter segmenter;
    private final TaskState taskState;
    private final OutcomeCounter outcomes;
    private final Outputs outputs;

    CustomerUpdater(
            CustomerCache customers,
            OrderRows orders,
            Timers timers,
            Segmenter segmenter,
            TaskState taskState,
            OutcomeCounter outcomes,
            Outputs outputs) {
        this.customers = customers;
        this.orders = orders;
        this.timers = timers;
        this.segmenter = segmenter;
        this.taskState = taskState;
        this.outcomes = outcomes;
        this.outputs = outputs;
    }

    /**
     * Applies a purchase or refund to its customer. An accepted event advances the clock of the task.
     *
     * @throws RejectedRecordException if the event is rejected
     */
    void apply(String customerId, ReceivedEvent received) {
        CustomerWithOrders before = customers.get(customerId);
        CustomerUpdate.EventResult result = segmenter.apply(
                before == null ? null : before.customer(),
                orders.of(customerId, before),
                received,
                taskState.activations());
        HistoryUpdate applied = result.applied();
        outcomes.count(applied, received.offset());
        if (applied.outcome().isAccepted()) {
            taskState.advance(received.now());
        }
        OrderPack newestOrders = orders.apply(customerId, before, applied);
        if (result.update().isPresent()) {
            write(customerId, result.update().get(), newestOrders, received.now());
        } else if (before != null && !applied.rows().isEmpty()) {
            customers.put(customerId, new CustomerWithOrders(before.customer(), newestOrders));
        }
    }

    /**
     * Fires a timer: advances its customer to now.
     *
     * @param entry the timer, which is due
     * @param now epoch milliseconds
     */
    void fireTimer(Timers.Entry entry, long now) {
        taskState.count(Counter.TIMERS_FIRED);
        CustomerWithOrders stored = customers.get(entry.customerId());
        if (stored == null || stored.customer().timerAt() > entry.at()) {
            timers.remove(entry);
            return;
        }
        Customer customer = stored.customer();
        CustomerUpdate update = segmenter.advance(customer.withTimerAt(entry.at()), now, taskState.activations());
        if (!update.isEvaluated() && update.signals().isEmpty() && !hasExpired(customer, update, now)) {
            taskState.count(Counter.TIMERS_EARLY);
        }
        write(entry.customerId(), update, stored.newestOrders(), now);
    }

    /** Returns whether day buckets have left the window since a state, or rows are to be deleted. */
    private boolean hasExpired(Customer before, CustomerUpdate update, long now) {
        PurchaseHistory after = update.customer().history();
        return after.buckets().size() != before.history().buckets().size() || orders.isCleaningDue(after, now);
    }

    /** Advances a customer to now and assigns it to a segment of the active model, if this has not been done. */
    void advanceToNow(String customerId, CustomerWithOrders stored, long now) {
        Customer customer = stored.customer();
        if (segmenter.isAnythingDue(customer, now, taskState.activations())) {
            CustomerUpdate update = segmenter.advance(customer, now, taskState.activations());
            write(customerId, update, stored.newestOrders(), now);
        }
    }

    /**
     * Deletes a customer with its orders, its timer and its profile, and emits an {@code ERASED} change. For an unknown customer only
     * orders are deleted: under at-least-once, a crash may have left orders of a deleted customer.
     *
     * @param now the time of the task, epoch milliseconds
     */
    void erase(String customerId, long now) {
        orders.deleteAll(customerId);
        CustomerWithOrders stored = customers.get(customerId);
        if (stored == null) {
            return;
        }
        Customer customer = stored.customer();
        if (customer.timerAt() != Customer.NOT_DUE) {
            timers.remove(new Timers.Entry(customer.timerAt(), customerId));
        }
        if (customer.hasPurchased()) {
            emitErasure(customerId, customer, now);
        }
        customers.delete(customerId);
    }

    private void emitErasure(String customerId, Customer customer, long now) {
        CustomerUpdate last = segmenter.advance(customer, now, taskState.activations());
        emit(customerId, last);
        outputs.deleteProfile(customerId);
        Customer erased = last.customer();
        long occurredAt = Math.max(now, erased.evaluation().at());
        emitChange(SegmentChange.erased(
                customerId, erased.born(), erased.membership().sequence() + 1, occurredAt));
        taskState.counts().add(Counter.CUSTOMERS, -1);
    }

    /**
     * Emits the outputs, and then writes the customer. The cache may write it at once: after a crash under at-least-once, a stored
     * customer must not lack an output.
     */
    private void write(String customerId, CustomerUpdate update, OrderPack newestOrders, long now) {
        CustomerWithOrders changed = new CustomerWithOrders(reschedule(customerId, update, now), newestOrders);
        CustomerWithOrders written = orders.deleteExpired(customerId, changed, now);
        emit(customerId, update);
        if (update.isEvaluated()) {
            outputs.profile(CustomerProfile.of(customerId, update.customer(), update.rfm(), update.nextChange()));
        }
        if (written.customer().history().isForgettable()) {
            customers.delete(customerId);
        } else {
            customers.put(customerId, written);
        }
    }

    /** Moves the timer of a customer if it has fired or is too late. A timer that is too early stays, to save writes. */
    private Customer reschedule(String customerId, CustomerUpdate update, long now) {
        Customer customer = update.customer();
        long timerAt = customer.timerAt();
        long dueAt = update.nextDueAt();
        if (timerAt > now && timerAt <= dueAt) {
            return customer;
        }
        if (timerAt != Customer.NOT_DUE) {
            timers.remove(new Timers.Entry(timerAt, customerId));
        }
        if (dueAt != Customer.NOT_DUE) {
            timers.add(new Timers.Entry(dueAt, customerId));
            taskState.count(Counter.TIMERS_SET);
        }
        return customer.withTimerAt(dueAt);
    }

    private void emit(String customerId, CustomerUpdate update) {
        long born = update.customer().born();
        for (SegmentMove move : update.moves()) {
            if (move.reason() == Reason.FIRST_PURCHASE) {
                taskState.count(Counter.CUSTOMERS);
            }
            emitChange(SegmentChange.of(customerId, born, move));
        }
        for (ChurnSignal signal : update.signals()) {
            taskState.count(Counter.alerts(signal.kind()));
            outputs.alert(ChurnAlert.of(customerId, born, signal));
        }
    }

    private void emitChange(SegmentChange change) {
        taskState.count(Counter.changes(change.reason()));
        outputs.change(change);
    }
}
