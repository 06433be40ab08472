package io.rfmstreams.segment;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Taken;
import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.CustomerUpdate.EventResult;
import io.rfmstreams.segment.SegmentMove.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes the effect of purchases, refunds, new models and time on a customer. It uses no stores and no topics and has no
 * side effects: the caller may write the result or only read it.
 */
public final class Segmenter {

    private static final Rfm ZERO = new Rfm(0, 0, Money.ZERO);

    private final HistoryRules historyRules;
    private final SegmentEvaluator evaluator;

    public Segmenter(HistoryRules historyRules, SegmentRules segmentRules, ChurnPolicy churn, ModelCatalog models) {
        this.historyRules = historyRules;
        this.evaluator = new SegmentEvaluator(historyRules.window(), segmentRules, churn, models);
    }

    /**
     * Advances the customer to now, then applies a purchase or refund.
     *
     * @param before the stored customer; null for an unknown one
     * @param now the task's clock after the event has moved it, epoch milliseconds; where it is before the customer's last
     *     evaluation, as it can be after a crash under at-least-once, the time of that evaluation counts
     * @param offset offset of the event's record; a new customer gets it as {@link Customer#born}
     * @param activations the task's activations, oldest first; the last one is in force
     */
    public EventResult apply(
            @Nullable Customer before, CustomerEvent event, long now, long offset, List<Activation> activations) {
        return applyAt(
                before == null ? now : Math.max(now, before.evaluation().at()), before, event, offset, activations);
    }

    private EventResult applyAt(
            long now, @Nullable Customer before, CustomerEvent event, long offset, List<Activation> activations) {
        CustomerUpdate current =
                before != null && isAnythingDue(before, now, activations) ? advance(before, now, activations) : null;
        Customer customer = current == null ? before : current.customer();
        PurchaseHistory history = customer == null ? PurchaseHistory.EMPTY : customer.history();
        Taken taken = history.take(event, now, historyRules);
        if (!taken.outcome().isTaken()) {
            return new EventResult(taken, Optional.empty());
        }
        if (!taken.history().hasPurchased()) {
            Customer withoutPurchase = Customer.withoutPurchase(taken.history(), now);
            return new EventResult(taken, Optional.of(CustomerUpdate.none(withoutPurchase, ZERO, Projection.NOTHING)));
        }
        CustomerUpdate update;
        if (customer == null || !customer.hasPurchased()) {
            Evaluation first = Evaluation.by(Activation.inForce(activations), now);
            Customer born = Customer.unevaluated(offset, first, PurchaseHistory.EMPTY);
            update = evaluator.evaluate(born, taken.history(), new Trigger(Reason.FIRST_PURCHASE, first));
        } else {
            Reason reason = event instanceof CustomerEvent.Purchase ? Reason.PURCHASE : Reason.REFUND;
            Evaluation last = customer.evaluation();
            Evaluation evaluation = new Evaluation(last.modelVersion(), last.activation(), now);
            update = evaluator.evaluate(customer, taken.history(), new Trigger(reason, evaluation));
        }
        return new EventResult(taken, Optional.of(current == null ? update : current.then(update)));
    }

    /**
     * Advances a customer to a time. Moves that are due by time come first, in order, each at its own time. They are made
     * up to each activation that the customer has missed; then the customer is evaluated by the activated model.
     *
     * @param before a customer who has purchased
     * @param now the time, epoch milliseconds; everything due at or before it is done
     * @param activations the task's activations, oldest first; the last one is in force
     */
    public CustomerUpdate advance(Customer before, long now, List<Activation> activations) {
        int active = Activation.inForce(activations).modelVersion();
        CustomerUpdate update = null;
        for (Activation activation : activations) {
            if (activation.isMissedBy((update == null ? before : update.customer()).evaluation())) {
                CustomerUpdate start = update == null ? evaluator.unchanged(before, activation.modelVersion()) : update;
                CustomerUpdate passed = passTime(activation.effectiveAt(), start, activation.modelVersion());
                update = passed.then(activate(passed.customer(), activation));
            }
        }
        return passTime(now, update == null ? evaluator.unchanged(before, active) : update, active);
    }

    /**
     * Returns whether time or a model may have an effect on a customer up to a time. This is fast; it can return true where
     * nothing is due, never false where something is.
     */
    public boolean isAnythingDue(Customer customer, long now, List<Activation> activations) {
        return customer.hasPurchased()
                && (customer.timerAt() <= now || hasMissedAny(customer.evaluation(), activations));
    }

    private static boolean hasMissedAny(Evaluation last, List<Activation> activations) {
        for (int i = activations.size() - 1; i >= 0; i--) {
            if (activations.get(i).isMissedBy(last)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns all further segment changes of a customer who buys nothing, in order.
     *
     * @param update the customer advanced to now, see {@link #advance}
     * @param active the activation in force
     */
    public List<NextChange> forecast(CustomerUpdate update, Activation active) {
        return evaluator.forecast(update, active.modelVersion());
    }

    private CustomerUpdate passTime(long now, CustomerUpdate from, int activeVersion) {
        CustomerUpdate update = from;
        for (long due = update.nextDueAt(); due <= now; due = update.nextDueAt()) {
            PurchaseHistory history = update.customer().history().at(due, historyRules);
            update = update.then(evaluator.handleDue(update, history, due, activeVersion));
        }
        return update;
    }

    private CustomerUpdate activate(Customer customer, Activation activation) {
        long at = Math.max(activation.effectiveAt(), customer.evaluation().at());
        Evaluation evaluation = Evaluation.by(activation, at);
        PurchaseHistory history = customer.history().at(at, historyRules);
        return evaluator.evaluate(customer, history, new Trigger(Reason.MODEL, evaluation));
    }
}
