package io.rfmstreams.segment;

import io.rfmstreams.segment.Move.Reason;
import io.rfmstreams.segment.Outlook.Decline;
import io.rfmstreams.segment.Slip.Kind;
import org.jspecify.annotations.Nullable;

/** Tells of customers who slip from watched segments, or are about to. */
final class ChurnWatch {

    private final ChurnPolicy policy;
    private final Forecaster forecaster;

    ChurnWatch(ChurnPolicy policy, Forecaster forecaster) {
        this.policy = policy;
        this.forecaster = forecaster;
    }

    /** The segment where a customer stands, if leaving it for a lower-ranked one is still to be warned of; else null. */
    @Nullable
    SegmentRef concern(Customer customer, SegmentRef standing) {
        return policy.watches(standing) && !customer.silence().hasWarnedOf(standing.id()) ? standing : null;
    }

    /**
     * What a judgement shows.
     *
     * @param from where the customer stood; null at the first purchase
     * @param to where the customer stands now
     * @param wasJudgedAt when the customer was judged before that
     */
    CustomerUpdate watch(
            CustomerUpdate judged,
            @Nullable SegmentRef from,
            Assignment to,
            long wasJudgedAt,
            Occasion occasion,
            @Nullable SegmentationModel model) {
        boolean moved = !judged.moves().isEmpty();
        boolean slipped = moved
                && from != null
                && (occasion.is(Reason.TIME) || occasion.is(Reason.REFUND))
                && policy.watches(from)
                && to.segment().isBelow(from);
        CustomerUpdate told = slipped && from != null
                ? judged.with(slip(
                        Kind.SLIPPED,
                        judged,
                        from,
                        new Decline(to, occasion.at(), occasion.at()),
                        occasion.at(),
                        model))
                : judged;
        Decline decline = judged.outlook().decline();
        boolean isDue = decline != null
                && decline.warnsAt() <= occasion.at()
                && (occasion.isNews(moved) || (occasion.is(Reason.TIME) && decline.warnsAt() > wasJudgedAt));
        return isDue ? warn(told, to.segment(), occasion.at(), model) : told;
    }

    /** Warns of a customer whose outlook has a decline. */
    CustomerUpdate warn(CustomerUpdate update, SegmentRef standing, long now, @Nullable SegmentationModel model) {
        Decline decline = update.outlook().decline();
        if (decline == null) {
            return update;
        }
        Slip slip = slip(Kind.SLIPPING, update, standing, decline, now, model);
        return update.with(slip).warned(standing.id());
    }

    private Slip slip(
            Kind kind,
            CustomerUpdate update,
            SegmentRef from,
            Decline decline,
            long now,
            @Nullable SegmentationModel model) {
        Customer customer = update.customer();
        SegmentRef best = Segments.find(customer.silence().best(), model);
        return new Slip(
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
