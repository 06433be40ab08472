package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.ChurnSignal.Departure;
import io.rfmstreams.segment.ChurnSignal.Kind;
import io.rfmstreams.segment.Projection.PendingAlert;
import io.rfmstreams.segment.SegmentMove.Reason;
import org.jspecify.annotations.Nullable;

/** Detects customers who leave watched segments or are about to leave them, and those who have become unlikely to return. */
final class ChurnDetector {

    private final ChurnPolicy policy;
    private final Forecaster forecaster;
    private final FadingRule fading;

    ChurnDetector(ChurnPolicy policy, Forecaster forecaster, FadingRule fading) {
        this.policy = policy;
        this.forecaster = forecaster;
        this.fading = fading;
    }

    /** Returns the present segment if leaving it is still to be announced by a SLIPPING alert; null otherwise. */
    @Nullable
    SegmentRef watched(Customer customer, SegmentRef present) {
        return policy.watches(present) && !customer.inactivity().isAlerted(present.id()) ? present : null;
    }

    /**
     * Adds the churn signals of an evaluation.
     *
     * @param update the result of the evaluation
     * @param from segment before the evaluation; null at the first purchase
     * @param to segment after the evaluation
     * @param evaluatedBefore time of the evaluation before, epoch milliseconds
     */
    CustomerUpdate detect(
            CustomerUpdate update,
            @Nullable SegmentRef from,
            Assignment to,
            long evaluatedBefore,
            Trigger trigger,
            @Nullable SegmentationModel model) {
        boolean moved = !update.moves().isEmpty();
        boolean slipped = moved
                && from != null
                && (trigger.is(Reason.TIME) || trigger.is(Reason.REFUND))
                && policy.watches(from)
                && to.segment().isBelow(from);
        CustomerUpdate result = slipped && from != null
                ? update.with(signal(Kind.SLIPPED, update, new Departure(from, to, trigger.at()), trigger.at(), model))
                : update;
        PendingAlert pending = update.projection().pendingAlert();
        boolean isDue = pending != null
                && pending.dueAt() <= trigger.at()
                && (trigger.isNews(moved) || (trigger.is(Reason.TIME) && pending.dueAt() > evaluatedBefore));
        CustomerUpdate alerted =
                pending != null && isDue ? raisePendingAlert(result, pending, trigger.at(), model) : result;
        return detectFading(alerted, to, trigger, model);
    }

    private CustomerUpdate detectFading(
            CustomerUpdate update, Assignment present, Trigger trigger, @Nullable SegmentationModel model) {
        Fading after = fading.after(update, trigger, model);
        if (after == update.customer().inactivity().fading()) {
            return update;
        }
        return after == Fading.RAISED ? raiseFading(update, present, trigger.at(), model) : update.withFading(after);
    }

    /** Raises the alerts of a customer that are due at a time at which nothing else happens. */
    CustomerUpdate raiseDue(CustomerUpdate update, Assignment present, long now, @Nullable SegmentationModel model) {
        PendingAlert pending = update.projection().pendingAlert();
        CustomerUpdate result =
                pending != null && pending.dueAt() == now ? raisePendingAlert(update, pending, now, model) : update;
        return result.projection().fadesAt() == now ? raiseFading(result, present, now, model) : result;
    }

    private CustomerUpdate raisePendingAlert(
            CustomerUpdate update, PendingAlert pending, long now, @Nullable SegmentationModel model) {
        Departure departure = pending.departure();
        return update.with(signal(Kind.SLIPPING, update, departure, now, model))
                .withAlert(departure.from().id());
    }

    private CustomerUpdate raiseFading(
            CustomerUpdate update, Assignment present, long now, @Nullable SegmentationModel model) {
        Departure none = new Departure(present.segment(), present, now);
        return update.with(signal(Kind.FADING, update, none, now, model)).withFading(Fading.RAISED);
    }

    private ChurnSignal signal(
            Kind kind, CustomerUpdate update, Departure departure, long now, @Nullable SegmentationModel model) {
        Customer customer = update.customer();
        Rfm rfm = forecaster.rfm(customer, now);
        Assignment best = SegmentLookup.find(customer.inactivity().best(), model);
        return new ChurnSignal(
                kind,
                now,
                departure,
                best == null ? departure.from() : best.segment(),
                rfm,
                model == null ? null : model.returnProbability(rfm),
                forecaster.forecast(customer, model),
                false,
                model == null ? null : model.version());
    }
}
