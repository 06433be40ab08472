package io.rfmstreams.segment;

import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.SegmentMove.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a {@link ChurnSignal.Kind#FADING} alert is raised. It is raised at the first moment since the last
 * purchase at which the return probability is below the threshold, if the probability was not below it at the purchase, and
 * if the best segment since then is watched. A new model raises none.
 */
final class FadingRule {

    private final ChurnPolicy policy;
    private final Window window;

    FadingRule(ChurnPolicy policy, Window window) {
        this.policy = policy;
        this.window = window;
    }

    /**
     * Returns whether an alert is possible after a purchase that moves the last purchase forward.
     *
     * @param rfm RFM with the purchase; it can be late, so that recency is not 0
     * @param model the model to evaluate by; null for none
     */
    Fading atPurchase(Rfm rfm, @Nullable SegmentationModel model) {
        ReturnModel returns = model == null ? null : model.returnModel();
        return returns != null && isBelow(returns, new Rfm(0, rfm.frequency(), rfm.monetary()))
                ? Fading.MISSED
                : Fading.POSSIBLE;
    }

    /**
     * Returns whether an alert is possible before any other trigger takes effect.
     *
     * @param before the customer as of the last evaluation
     * @param model the model to evaluate by; null for none
     */
    Fading before(Trigger trigger, Customer before, @Nullable SegmentationModel model) {
        Fading fading = before.inactivity().fading();
        if (trigger.is(Reason.MODEL)) {
            return fading == Fading.RAISED ? Fading.RAISED : Fading.POSSIBLE;
        }
        ReturnModel returns = model == null ? null : model.returnModel();
        boolean isMissed = fading == Fading.POSSIBLE
                && model != null
                && returns != null
                && !policy.watches(before.inactivity().best(), model)
                && isBelow(returns, rfmJustBefore(before.history(), trigger));
        return isMissed ? Fading.MISSED : fading;
    }

    /**
     * Returns whether an alert is possible after an evaluation, or is raised by it.
     *
     * @param update the customer after the evaluation, with the projection
     */
    Fading after(CustomerUpdate update, Trigger trigger, @Nullable SegmentationModel model) {
        Inactivity inactivity = update.customer().inactivity();
        if (update.projection().fadesAt() > trigger.at()) {
            return inactivity.fading();
        }
        boolean isRaised = !trigger.is(Reason.MODEL) && model != null && policy.watches(inactivity.best(), model);
        return isRaised ? Fading.RAISED : Fading.MISSED;
    }

    private boolean isBelow(ReturnModel model, Rfm rfm) {
        return model.firstDayBelow(policy.returnThreshold(), rfm, rfm.recencyDays()) == rfm.recencyDays();
    }

    /** Time acts at the time of its trigger; an event acts on what time has made of the customer until then. */
    private Rfm rfmJustBefore(PurchaseHistory history, Trigger trigger) {
        return history.rfm(window, trigger.is(Reason.TIME) ? trigger.at() - 1 : trigger.at());
    }
}
