package io.rfmstreams.segment;

import io.rfmstreams.segment.ChurnSignal.Kind;
import io.rfmstreams.segment.Projection.Decline;
import io.rfmstreams.segment.SegmentMove.Reason;
import org.jspecify.annotations.Nullable;

/** Tells of customers who signal from watched segments, or are about to. */
final class ChurnDetector {

    private final ChurnPolicy policy;
    private final Forecaster forecaster;

    ChurnDetector(ChurnPolicy policy, Forecaster forecaster) {
        this.policy = policy;
        this.forecaster = forecaster;
    }

    /** The segment where a customer stands, if leaving it for a lower-ranked one is still to be warned of; else null. */
    @Nullable
    SegmentRef concern(Customer customer, SegmentRef standing) {
        return policy.watches(standing) && !customer.inactivity().hasWarnedOf(standing.id()) ? standing : null;
    }

    /**
     * What a evaluation shows.
     *
     * @param from where the customer stood; null at the first purchase
     * @param to where the customer stands now
     * @param evaluatedBefore when the customer was evaluated before that
     */
    CustomerUpdate watch(
            CustomerUpdate evaluated,
            @Nullable SegmentRef from,
            Assignment to,
            long evaluatedBefore,
            Trigger trigger,
            @Nullable SegmentationModel model) {
        boolean moved = !evaluated.moves().isEmpty();
        boolean slipped = moved
                && from != null
                && (trigger.is(Reason.TIME) || trigger.is(Reason.REFUND))
                && policy.watches(from)
                && to.segment().isBelow(from);
        CustomerUpdate told = slipped && from != null
                ? evaluated.with(signal(
                        Kind.SLIPPED,
                        evaluated,
                        from,
                        new Decline(to, trigger.at(), trigger.at()),
                        trigger.at(),
                        model))
                : evaluated;
        Decline decline = evaluated.projection().decline();
        boolean isDue = decline != null
                && decline.warnsAt() <= trigger.at()
                && (trigger.isNews(moved) || (trigger.is(Reason.TIME) && decline.warnsAt() > evaluatedBefore));
        return isDue ? warn(told, to.segment(), trigger.at(), model) : told;
    }

    /** Warns of a customer whose projection has a decline. */
    CustomerUpdate warn(CustomerUpdate update, SegmentRef standing, long now, @Nullable SegmentationModel model) {
        Decline decline = update.projection().decline();
        if (decline == null) {
            return update;
        }
        ChurnSignal signal = signal(Kind.SLIPPING, update, standing, decline, now, model);
        return update.with(signal).warned(standing.id());
    }

    private ChurnSignal signal(
            Kind kind,
            CustomerUpdate update,
            SegmentRef from,
            Decline decline,
            long now,
            @Nullable SegmentationModel model) {
        Customer customer = update.customer();
        SegmentRef best = SegmentLookup.find(customer.inactivity().best(), model);
        return new ChurnSignal(
                kind,
                now,
                from,
                decline.to().segment(),
                best == null ? from : best,
                decline.at(),
                forecaster.rfm(customer, now),
                forecaster.forecast(customer, model),
                decline.to().action(),
                model == null ? null : model.version());
    }
}
