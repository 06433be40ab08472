package io.rfmstreams.topology;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.contract.SegmentChange;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.Taken;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.Move.Reason;
import io.rfmstreams.segment.Segmenter;
import org.jspecify.annotations.Nullable;

/** The customers of one task: reads them, lets something happen to them, writes them, and tells it to the outputs. */
final class CustomerLedger {

    private final HotCustomers customers;
    private final Segmenter segmenter;
    private final TaskJournal journal;
    private final Outputs outputs;

    CustomerLedger(HotCustomers customers, Segmenter segmenter, TaskJournal journal, Outputs outputs) {
        this.customers = customers;
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
        Customer before = broughtOver(customerId, customers.get(customerId));
        CustomerUpdate.OfEvent result = segmenter.take(before, event, now, offset, journal.active());
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
        result.update().ifPresent(update -> write(customerId, update));
    }

    /** Brings a customer over to the active model, if that has not happened yet. */
    void bringOver(String customerId) {
        broughtOver(customerId, customers.get(customerId));
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
        outputs.profileTombstone(customerId);
        long occurredAt = Math.max(now, customer.updatedAt());
        emit(SegmentChange.erased(customerId, customer.born(), customer.sequence() + 1, occurredAt));
        journal.counts().add(Counter.CUSTOMERS, -1);
    }

    private @Nullable Customer broughtOver(String customerId, @Nullable Customer customer) {
        if (customer == null || !customer.hasPurchased()) {
            return customer;
        }
        Customer current = customer;
        for (Activation missed : journal.missedBy(customer)) {
            CustomerUpdate update = segmenter.bringOver(current, missed);
            write(customerId, update);
            current = update.customer();
        }
        return current;
    }

    private void write(String customerId, CustomerUpdate update) {
        Customer customer = update.customer();
        customers.put(customerId, customer);
        if (!customer.hasPurchased()) {
            return;
        }
        update.move().ifPresent(move -> {
            if (move.reason() == Reason.FIRST_PURCHASE) {
                journal.count(Counter.CUSTOMERS);
            }
            emit(SegmentChange.of(customerId, customer.born(), move));
        });
        outputs.profile(CustomerProfile.of(customerId, customer, update.rfm()));
    }

    private void emit(SegmentChange change) {
        journal.count(Counter.changes(change.reason()));
        outputs.change(change);
    }
}
