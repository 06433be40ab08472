package io.rfmstreams.segment;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Taken;
import io.rfmstreams.segment.SegmentMove.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a purchase, a refund, a new model or time makes of a customer. Knows neither stores nor topics, and changes
 * nothing: whoever asks may write what comes out, or only look at it.
 */
public final class Segmenter {

    private static final Rfm NOTHING = new Rfm(0, 0, Money.ZERO);

    private final HistoryRules historyRules;
    private final SegmentEvaluator evaluate;

    public Segmenter(HistoryRules historyRules, SegmentRules segmentRules, ChurnPolicy churn, ModelCatalog models) {
        this.historyRules = historyRules;
        this.evaluate = new SegmentEvaluator(historyRules.window(), segmentRules, churn, models);
    }

    /**
     * Takes a purchase or refund, once the customer has been brought up to now.
     *
     * @param before the customer so far; null for an unknown one
     * @param now the task's now after the event has moved it
     * @param offset of the event's record; a customer that it creates is born there
     * @param activations the task's, oldest first; the last one is in force
     */
    public CustomerUpdate.OfEvent take(
            @Nullable Customer before, CustomerEvent event, long now, long offset, List<Activation> activations) {
        CustomerUpdate current =
                before != null && isAnythingDue(before, now, activations) ? bringUpTo(before, now, activations) : null;
        Customer customer = current == null ? before : current.customer();
        PurchaseHistory history = customer == null ? PurchaseHistory.EMPTY : customer.history();
        Taken taken = history.take(event, now, historyRules);
        if (!taken.outcome().isTaken()) {
            return new CustomerUpdate.OfEvent(taken, Optional.empty());
        }
        if (!taken.history().hasPurchased()) {
            CustomerUpdate notYet =
                    CustomerUpdate.none(Customer.notYet(taken.history(), now), NOTHING, Projection.NOTHING);
            return new CustomerUpdate.OfEvent(taken, Optional.of(notYet));
        }
        CustomerUpdate update;
        if (customer == null || !customer.hasPurchased()) {
            Activation active = Activation.inForce(activations);
            Customer born =
                    Customer.unevaluated(offset, active.modelVersion(), active.number(), now, PurchaseHistory.EMPTY);
            update = evaluate(born, taken.history(), Reason.FIRST_PURCHASE, now);
        } else {
            Reason reason = event instanceof CustomerEvent.Purchase ? Reason.PURCHASE : Reason.REFUND;
            update = evaluate(customer, taken.history(), reason, now);
        }
        return new CustomerUpdate.OfEvent(taken, Optional.of(current == null ? update : current.then(update)));
    }

    /**
     * Brings a customer up to a moment: moves that time has made come first, in order, each at its own moment, up to each
     * activation of a model that the customer has missed; then the model.
     *
     * @param before one who has purchased
     * @param now the moment, epoch milliseconds; all that is due by then is done
     * @param activations the task's, oldest first; the last one is in force
     */
    public CustomerUpdate bringUpTo(Customer before, long now, List<Activation> activations) {
        int active = Activation.inForce(activations).modelVersion();
        CustomerUpdate update = null;
        for (Activation activation : activations) {
            if (activation.number() > before.activation()) {
                CustomerUpdate start = update == null ? evaluate.look(before, activation.modelVersion()) : update;
                CustomerUpdate passed = passTo(activation.effectiveAt(), start, activation.modelVersion());
                update = passed.then(bringOver(passed.customer(), activation));
            }
        }
        return passTo(now, update == null ? evaluate.look(before, active) : update, active);
    }

    /** Whether time or a model has anything in store for a customer by a moment; quick to say, and rather yes than no. */
    public boolean isAnythingDue(Customer customer, long now, List<Activation> activations) {
        return customer.hasPurchased()
                && (customer.timerAt() <= now
                        || customer.activation()
                                < Activation.inForce(activations).number());
    }

    /**
     * All further moves of a customer who buys nothing, until nothing changes any more.
     *
     * @param update the customer as of now, see {@link #bringUpTo}
     * @param active the activation in force
     */
    public List<NextChange> forecast(CustomerUpdate update, Activation active) {
        return evaluate.forecast(update, active.modelVersion());
    }

    private CustomerUpdate passTo(long now, CustomerUpdate from, int activeVersion) {
        CustomerUpdate update = from;
        for (long due = update.wakeUpAt(); due <= now; due = update.wakeUpAt()) {
            PurchaseHistory history = update.customer().history().at(due, historyRules);
            update = update.then(evaluate.pass(update, history, due, activeVersion));
        }
        return update;
    }

    private CustomerUpdate bringOver(Customer customer, Activation activation) {
        long at = activation.effectiveAt();
        Trigger trigger = new Trigger(Reason.MODEL, at, activation.modelVersion(), activation.number());
        return evaluate.evaluate(customer, customer.history().at(at, historyRules), trigger);
    }

    private CustomerUpdate evaluate(Customer before, PurchaseHistory history, Reason reason, long now) {
        return evaluate.evaluate(before, history, new Trigger(reason, now, before.modelVersion(), before.activation()));
    }
}
