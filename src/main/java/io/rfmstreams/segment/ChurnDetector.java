package io.rfmstreams.segment;

import io.rfmstreams.segment.ChurnSignal.Departure;
import io.rfmstreams.segment.ChurnSignal.Kind;
import io.rfmstreams.segment.Projection.PendingAlert;
import io.rfmstreams.segment.SegmentMove.Reason;
import org.jspecify.annotations.Nullable;

/** Detects customers who leave watched segments for lower-ranked ones, or are about to leave them. */
final class ChurnDetector {

    private final ChurnPolicy policy;
    private final Forecaster forecaster;

    ChurnDetector(ChurnPolicy policy, Forecaster forecaster) {
        this.policy = policy;
        this.forecaster = forecaster;
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
        return isDue ? raisePendingAlert(result, trigger.at(), model) : result;
    }

    /** Raises the pending SLIPPING alert of a customer, if there is one. */
    CustomerUpdate raisePendingAlert(CustomerUpdate update, long now, @Nullable SegmentationModel model) {
        PendingAlert pending = update.projection().pendingAlert();
        if (pending == null) {
            return update;
        }
        Departure departure = pending.departure();
        return update.with(signal(Kind.SLIPPING, update, departure, now, model))
                .withAlert(departure.from().id());
    }

    private ChurnSignal signal(
            Kind kind, CustomerUpdate update, Departure departure, long now, @Nullable SegmentationModel model) {
        Customer customer = update.customer();
        Assignment best = SegmentLookup.find(customer.inactivity().best(), model);
        return new ChurnSignal(
                kind,
                now,
                departure,
                best == null ? departure.from() : best.segment(),
                forecaster.rfm(customer, now),
                forecaster.forecast(customer, model),
                false,
                model == null ? null : model.version());
    }
}
