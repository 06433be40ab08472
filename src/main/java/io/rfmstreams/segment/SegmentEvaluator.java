package io.rfmstreams.segment;

import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.Customer.Membership;
import io.rfmstreams.segment.SegmentMove.PreviousSegment;
import io.rfmstreams.segment.SegmentMove.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates a customer at one time: the segment, the move, the projection and the churn signals. */
final class SegmentEvaluator {

    private final HistoryRules historyRules;
    private final Window window;
    private final SegmentRules rules;
    private final SegmentLookup segments;
    private final Forecaster forecaster;
    private final FadingRule fading;
    private final ChurnDetector churn;

    SegmentEvaluator(HistoryRules historyRules, SegmentRules rules, ChurnPolicy policy, ModelCatalog models) {
        this.historyRules = historyRules;
        window = historyRules.window();
        this.rules = rules;
        segments = new SegmentLookup(models);
        forecaster = new Forecaster(historyRules, rules, policy);
        fading = new FadingRule(policy, window);
        churn = new ChurnDetector(policy, forecaster, fading);
    }

    /**
     * Evaluates a customer.
     *
     * @param before the customer as of the last evaluation
     * @param history the purchases and refunds at the time of the trigger
     */
    CustomerUpdate evaluate(Customer before, PurchaseHistory history, Trigger trigger) {
        SegmentationModel model = segments.model(trigger.evaluation().modelVersion());
        SegmentRef from = trigger.is(Reason.FIRST_PURCHASE)
                ? null
                : segments.assignment(before, model).segment();
        Rfm rfm = history.rfm(window, trigger.at());
        Assignment to = model == null && trigger.evaluation().modelVersion() != 0
                ? withoutModel(before, history, rfm, trigger.at())
                : rules.evaluate(model, history, rfm, before.membership().segmentId(), trigger);
        boolean moved =
                from == null || !to.segment().id().equals(before.membership().segmentId());
        Customer after = new Customer(
                before.born(),
                moved
                        ? new Membership(
                                to.segment().id(),
                                trigger.at(),
                                before.membership().sequence() + 1)
                        : before.membership(),
                trigger.evaluation(),
                before.timerAt(),
                inactivity(before, history, rfm, to.segment(), model, trigger),
                history);
        Projection projection = forecaster.project(after, rfm, model, churn.watched(after, to.segment()));
        List<SegmentMove> moves = moved
                ? List.of(new SegmentMove(
                        after.membership().sequence(),
                        trigger.reason(),
                        trigger.at(),
                        from == null ? null : previous(before, from),
                        to,
                        rfm,
                        model == null ? null : model.returnProbability(rfm),
                        Explanation.of(
                                model,
                                before.membership().segmentId(),
                                after.membership().segmentId(),
                                rfm),
                        projection.nextChange()))
                : List.of();
        CustomerUpdate update = new CustomerUpdate(after, rfm, moves, List.of(), projection, true);
        return churn.detect(update, from, to, before.evaluation().at(), trigger, model);
    }

    /**
     * Returns a customer without any event, with the projection.
     *
     * @param activeVersion the version to evaluate by if the customer's own version is gone
     */
    CustomerUpdate unchanged(Customer customer, int activeVersion) {
        SegmentationModel model = segments.model(segments.versionInForce(customer, activeVersion));
        Rfm rfm = customer.history().rfm(window, customer.evaluation().at());
        SegmentRef present = segments.assignment(customer, model).segment();
        Projection projection = forecaster.project(customer, rfm, model, churn.watched(customer, present));
        return CustomerUpdate.none(customer, rfm, projection);
    }

    /**
     * Handles what is due at a time.
     *
     * @param update the customer; nothing is due before that time
     * @param history the purchases and refunds at that time
     * @param activeVersion the version to evaluate by if the customer's own version is gone
     */
    CustomerUpdate handleDue(CustomerUpdate update, PurchaseHistory history, long at, int activeVersion) {
        Customer customer = update.customer();
        int version = segments.versionInForce(customer, activeVersion);
        boolean isLastPurchaseKept =
                history.lastPurchaseAt() == customer.history().lastPurchaseAt();
        if (update.projection().isExpiryOnly(at) && isLastPurchaseKept) {
            return CustomerUpdate.none(
                    customer.withHistory(history),
                    update.rfm(),
                    update.projection().withRowsExpireAt(history.rowsExpireAt(at, historyRules)));
        }
        if (update.projection().isAlertOnly(at)) {
            CustomerUpdate now = CustomerUpdate.none(customer, update.rfm(), update.projection());
            SegmentationModel model = segments.model(version);
            return churn.raiseDue(now, segments.assignment(customer, model), at, model);
        }
        Evaluation evaluation = new Evaluation(version, customer.evaluation().activation(), at);
        return evaluate(customer, history, new Trigger(Reason.TIME, evaluation));
    }

    /** Returns all further segment changes of a customer who buys nothing. */
    List<ForecastStep> forecast(CustomerUpdate update, int activeVersion) {
        SegmentationModel model = segments.model(segments.versionInForce(update.customer(), activeVersion));
        return forecaster.steps(update.customer(), model);
    }

    /** Keeps the present segment while the model is missing, unless the customer is inactive or new, or was inactive. */
    private Assignment withoutModel(Customer customer, PurchaseHistory history, Rfm rfm, long now) {
        ReservedSegment reserved = rules.reserved(history, rfm.frequency(), now);
        if (reserved != null) {
            return reserved.assignment();
        }
        SegmentRef present = segments.assignment(customer, null).segment();
        Assignment unassigned = ReservedSegment.UNASSIGNED.assignment();
        return present.isInactive() ? unassigned : new Assignment(present, unassigned.action());
    }

    /**
     * Starts anew where a purchase moves the last purchase forward; otherwise keeps the better of the best and the present
     * segment.
     */
    private Inactivity inactivity(
            Customer before,
            PurchaseHistory history,
            Rfm rfm,
            SegmentRef present,
            @Nullable SegmentationModel model,
            Trigger trigger) {
        if (trigger.isPurchase() && history.lastPurchaseAt() > before.history().lastPurchaseAt()) {
            return Inactivity.startingIn(present.id()).withFading(fading.atPurchase(rfm, model));
        }
        Inactivity inactivity = before.inactivity().withFading(fading.before(trigger, before, model));
        Assignment best = SegmentLookup.find(inactivity.best(), model);
        boolean isBetter = best == null
                || best.segment().isBelow(present)
                || (best.segment().rank() == null && !present.isInactive());
        return isBetter ? inactivity.withBest(present.id()) : inactivity;
    }

    private PreviousSegment previous(Customer before, SegmentRef segment) {
        Rfm rfm = before.history().rfm(window, before.evaluation().at());
        return new PreviousSegment(segment, before.membership().since(), rfm);
    }
}
