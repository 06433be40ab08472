package io.rfmstreams.segment;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
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
        this.evaluator = new SegmentEvaluator(historyRules, segmentRules, churn, models);
    }

    /**
     * Advances the customer to now, then applies a purchase or refund.
     *
     * @param before the stored customer; null for an unknown one
     * @param rows the customer's orders and refunds that are kept one by one
     * @param arrived the event; where its time is before the customer's last evaluation, as it can be after a crash under
     *     at-least-once, the time of that evaluation counts
     * @param activations the task's activations, oldest first; the last one is in force
     */
    public EventResult apply(
            @Nullable Customer before, KeptRows rows, ReceivedEvent arrived, List<Activation> activations) {
        ReceivedEvent arrival =
                before == null ? arrived : arrived.notBefore(before.evaluation().at());
        CustomerUpdate current = before != null && isAnythingDue(before, arrival.now(), activations)
                ? advance(before, arrival.now(), activations)
                : null;
        Customer customer = current == null ? before : current.customer();
        PurchaseHistory history = customer == null ? PurchaseHistory.EMPTY : customer.history();
        HistoryUpdate applied = history.apply(arrival.event(), arrival.offset(), arrival.now(), historyRules, rows);
        if (!applied.outcome().isAccepted()) {
            return new EventResult(applied, Optional.empty());
        }
        if (!applied.isChangeOf(history)) {
            return new EventResult(applied, Optional.ofNullable(current));
        }
        CustomerUpdate update = update(customer, applied, arrival, activations);
        return new EventResult(applied, Optional.of(current == null ? update : current.then(update)));
    }

    private CustomerUpdate update(
            @Nullable Customer customer, HistoryUpdate applied, ReceivedEvent arrival, List<Activation> activations) {
        PurchaseHistory history = applied.history();
        Activation active = Activation.inForce(activations);
        if (!history.hasPurchased()) {
            return withoutPurchase(customer, history, arrival.now());
        }
        if (customer == null || !customer.hasPurchased()) {
            Evaluation first = Evaluation.by(active, arrival.now());
            Customer born = Customer.unevaluated(arrival.offset(), first, PurchaseHistory.EMPTY);
            Customer timed = customer == null ? born : born.withTimerAt(customer.timerAt());
            return evaluator.evaluate(timed, history, new Trigger(Reason.FIRST_PURCHASE, first));
        }
        if (applied.outcome() == Outcome.REFUND_PENDING || applied.outcome() == Outcome.REPROCESSED) {
            return evaluator.unchanged(customer.withHistory(history), active.modelVersion());
        }
        Reason reason = arrival.event() instanceof CustomerEvent.Purchase ? Reason.PURCHASE : Reason.REFUND;
        Evaluation last = customer.evaluation();
        Evaluation evaluation = new Evaluation(last.modelVersion(), last.activation(), arrival.now());
        return evaluator.evaluate(customer, history, new Trigger(reason, evaluation));
    }

    /** Returns the state of somebody who only sent refunds so far, due when the last of them expires. */
    private CustomerUpdate withoutPurchase(@Nullable Customer before, PurchaseHistory history, long now) {
        Customer customer = Customer.withoutPurchase(history, now);
        return CustomerUpdate.none(
                before == null ? customer : customer.withTimerAt(before.timerAt()),
                ZERO,
                Projection.ofRows(history.allRowsExpireAt(now, historyRules)));
    }

    /**
     * Advances a customer to a time. Moves that are due by time come first, in order, each at its own time. They are made
     * up to each activation that the customer has missed; then the customer is evaluated by the activated model.
     *
     * @param now the time, epoch milliseconds; everything due at or before it is done
     * @param activations the task's activations, oldest first; the last one is in force
     */
    public CustomerUpdate advance(Customer before, long now, List<Activation> activations) {
        if (!before.hasPurchased()) {
            return withoutPurchase(before, before.history().at(now, historyRules.window()), now);
        }
        int active = Activation.inForce(activations).modelVersion();
        CustomerUpdate update = null;
        for (Activation activation : activations) {
            if (activation.isMissedBy((update == null ? before : update.customer()).evaluation())) {
                CustomerUpdate start = update == null ? evaluator.unchanged(before, activation.modelVersion()) : update;
                CustomerUpdate passed = passTime(activation.effectiveAt(), start, activation.modelVersion());
                update = passed.then(activate(passed.customer(), activation));
            }
        }
        return passTime(now, update == null ? evaluator.unchanged(before, active) : update, active)
                .toldAt(now);
    }

    /**
     * Returns whether time or a model may have an effect on a customer up to a time. This is fast; it can return true where
     * nothing is due, never false where something is.
     */
    public boolean isAnythingDue(Customer customer, long now, List<Activation> activations) {
        return customer.timerAt() <= now
                || (customer.hasPurchased() && hasMissedAny(customer.evaluation(), activations));
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
    public List<ForecastStep> forecast(CustomerUpdate update, Activation active) {
        return evaluator.forecast(update, active.modelVersion());
    }

    private CustomerUpdate passTime(long now, CustomerUpdate from, int activeVersion) {
        CustomerUpdate update = from;
        for (long due = update.nextDueAt(); due <= now; due = update.nextDueAt()) {
            PurchaseHistory history = update.customer().history().at(due, historyRules.window());
            update = update.then(evaluator.handleDue(update, history, due, activeVersion));
        }
        return update;
    }

    private CustomerUpdate activate(Customer customer, Activation activation) {
        long at = Math.max(activation.effectiveAt(), customer.evaluation().at());
        Evaluation evaluation = Evaluation.by(activation, at);
        PurchaseHistory history = customer.history().at(at, historyRules.window());
        return evaluator.evaluate(customer, history, new Trigger(Reason.MODEL, evaluation));
    }
}
