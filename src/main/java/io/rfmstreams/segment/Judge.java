package io.rfmstreams.segment;

import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Move.Reason;
import io.rfmstreams.segment.Move.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges a customer at one moment, and finds what is to be told of it. */
final class Judge {

    private final Window window;
    private final SegmentRules rules;
    private final Segments segments;
    private final Forecaster forecaster;
    private final ChurnWatch churn;

    Judge(Window window, SegmentRules rules, ChurnPolicy policy, ModelCatalog models) {
        this.window = window;
        this.rules = rules;
        segments = new Segments(models);
        forecaster = new Forecaster(window, rules, policy);
        churn = new ChurnWatch(policy, forecaster);
    }

    /**
     * Judges a customer.
     *
     * @param before as judged last
     * @param history the purchases now
     */
    CustomerUpdate judge(Customer before, PurchaseHistory history, Occasion occasion) {
        SegmentationModel model = segments.model(occasion.modelVersion());
        boolean first = occasion.is(Reason.FIRST_PURCHASE);
        SegmentRef from = first ? null : segments.standing(before, model);
        Rfm rfm = history.rfm(window, occasion.at());
        Assignment to = model == null && occasion.modelVersion() != 0
                ? staying(segments.standing(before, null), history, occasion.at())
                : rules.judge(model, history, rfm, before.segmentId(), occasion.at());
        String segmentId = to.segment().id();
        boolean moved = first || !segmentId.equals(before.segmentId());
        Customer after = new Customer(
                before.born(),
                moved ? before.sequence() + 1 : before.sequence(),
                segmentId,
                moved ? occasion.at() : before.since(),
                occasion.modelVersion(),
                occasion.activation(),
                occasion.at(),
                before.agendaAt(),
                silence(before, history, to.segment(), model),
                history);
        Outlook outlook = forecaster.outlook(after, model, churn.concern(after, to.segment()));
        List<Move> moves = moved ? List.of(move(before, from, after, to, rfm, outlook, occasion, model)) : List.of();
        CustomerUpdate judged = new CustomerUpdate(after, rfm, moves, List.of(), outlook, true);
        return churn.watch(judged, from, to, before.updatedAt(), occasion, model);
    }

    /**
     * Looks at a customer to whom nothing happens.
     *
     * @param activeVersion the version to judge by where the customer's own is gone
     */
    CustomerUpdate look(Customer customer, int activeVersion) {
        SegmentationModel model = segments.model(segments.versionInForce(customer, activeVersion));
        Rfm rfm = customer.history().rfm(window, customer.updatedAt());
        SegmentRef concern = churn.concern(customer, segments.standing(customer, model));
        return CustomerUpdate.none(customer, rfm, forecaster.outlook(customer, model, concern));
    }

    /** Lets the next moment come at which anything is due to a customer. */
    CustomerUpdate pass(CustomerUpdate update, PurchaseHistory history, long at, int activeVersion) {
        Customer customer = update.customer();
        int version = segments.versionInForce(customer, activeVersion);
        if (update.outlook().isJustWarning(at)) {
            SegmentationModel model = segments.model(version);
            CustomerUpdate now = CustomerUpdate.none(customer, update.rfm(), update.outlook());
            return churn.warn(now, segments.standing(customer, model), at, model);
        }
        return judge(customer, history, new Occasion(Reason.TIME, at, version, customer.activation()));
    }

    /** The whole forecast of a customer. */
    List<NextChange> forecast(CustomerUpdate update, int activeVersion) {
        SegmentationModel model = segments.model(segments.versionInForce(update.customer(), activeVersion));
        return forecaster.forecast(update.customer(), model);
    }

    /** Where a customer stays while the version in force is not at hand: a missing model moves nobody. */
    private Assignment staying(SegmentRef standing, PurchaseHistory history, long now) {
        return rules.coldStart().isNew(history, now)
                ? Assignment.NEW
                : new Assignment(standing, Assignment.UNASSIGNED.action());
    }

    /** Silence begins anew where the last purchase moves forward; else it keeps the better of its best and this segment. */
    private static Silence silence(
            Customer before, PurchaseHistory history, SegmentRef standing, @Nullable SegmentationModel model) {
        if (history.lastPurchaseAt() > before.history().lastPurchaseAt()) {
            return Silence.beginningIn(standing.id());
        }
        Silence silence = before.silence();
        SegmentRef best = Segments.find(silence.best(), model);
        boolean better = best == null || best.rank() == null || best.isBelow(standing);
        return better ? silence.withBest(standing.id()) : silence;
    }

    private Move move(
            Customer before,
            @Nullable SegmentRef from,
            Customer after,
            Assignment to,
            Rfm rfm,
            Outlook outlook,
            Occasion occasion,
            @Nullable SegmentationModel model) {
        return new Move(
                occasion.at(),
                after.sequence(),
                occasion.reason(),
                from == null ? null : new Standing(from, before.since()),
                to.segment(),
                rfm,
                from == null ? null : before.history().rfm(window, before.updatedAt()),
                model == null ? null : model.version(),
                model == null ? List.of() : Contribution.between(model, before.segmentId(), after.segmentId(), rfm),
                to.action(),
                outlook.nextChange());
    }
}
