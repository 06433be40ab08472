package io.rfmstreams.segment;

import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.SegmentMove.Reason;
import io.rfmstreams.segment.SegmentMove.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates a customer at one moment, and finds what is to be told of it. */
final class SegmentEvaluator {

    private final Window window;
    private final SegmentRules rules;
    private final SegmentLookup segments;
    private final Forecaster forecaster;
    private final ChurnDetector churn;

    SegmentEvaluator(Window window, SegmentRules rules, ChurnPolicy policy, ModelCatalog models) {
        this.window = window;
        this.rules = rules;
        segments = new SegmentLookup(models);
        forecaster = new Forecaster(window, rules, policy);
        churn = new ChurnDetector(policy, forecaster);
    }

    /**
     * Evaluates a customer.
     *
     * @param before as evaluated last
     * @param history the purchases now
     */
    CustomerUpdate evaluate(Customer before, PurchaseHistory history, Trigger trigger) {
        SegmentationModel model = segments.model(trigger.modelVersion());
        boolean first = trigger.is(Reason.FIRST_PURCHASE);
        SegmentRef from = first ? null : segments.standing(before, model);
        Rfm rfm = history.rfm(window, trigger.at());
        Assignment to = model == null && trigger.modelVersion() != 0
                ? staying(segments.standing(before, null), history, trigger.at())
                : rules.evaluate(model, history, rfm, before.segmentId(), trigger.at());
        String segmentId = to.segment().id();
        boolean moved = first || !segmentId.equals(before.segmentId());
        Customer after = new Customer(
                before.born(),
                moved ? before.sequence() + 1 : before.sequence(),
                segmentId,
                moved ? trigger.at() : before.since(),
                trigger.modelVersion(),
                trigger.activation(),
                trigger.at(),
                before.timerAt(),
                inactivity(before, history, to.segment(), model),
                history);
        Projection projection = forecaster.projection(after, model, churn.concern(after, to.segment()));
        List<SegmentMove> moves =
                moved ? List.of(move(before, from, after, to, rfm, projection, trigger, model)) : List.of();
        CustomerUpdate evaluated = new CustomerUpdate(after, rfm, moves, List.of(), projection, true);
        return churn.watch(evaluated, from, to, before.updatedAt(), trigger, model);
    }

    /**
     * Looks at a customer to whom nothing happens.
     *
     * @param activeVersion the version to evaluate by where the customer's own is gone
     */
    CustomerUpdate look(Customer customer, int activeVersion) {
        SegmentationModel model = segments.model(segments.versionInForce(customer, activeVersion));
        Rfm rfm = customer.history().rfm(window, customer.updatedAt());
        SegmentRef concern = churn.concern(customer, segments.standing(customer, model));
        return CustomerUpdate.none(customer, rfm, forecaster.projection(customer, model, concern));
    }

    /** Lets the next moment come at which anything is due to a customer. */
    CustomerUpdate pass(CustomerUpdate update, PurchaseHistory history, long at, int activeVersion) {
        Customer customer = update.customer();
        int version = segments.versionInForce(customer, activeVersion);
        if (update.projection().isJustWarning(at)) {
            SegmentationModel model = segments.model(version);
            CustomerUpdate now = CustomerUpdate.none(customer, update.rfm(), update.projection());
            return churn.warn(now, segments.standing(customer, model), at, model);
        }
        return evaluate(customer, history, new Trigger(Reason.TIME, at, version, customer.activation()));
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

    /** Inactivity begins anew where the last purchase moves forward; else it keeps the better of its best and this segment. */
    private static Inactivity inactivity(
            Customer before, PurchaseHistory history, SegmentRef standing, @Nullable SegmentationModel model) {
        if (history.lastPurchaseAt() > before.history().lastPurchaseAt()) {
            return Inactivity.beginningIn(standing.id());
        }
        Inactivity inactivity = before.inactivity();
        SegmentRef best = SegmentLookup.find(inactivity.best(), model);
        boolean better = best == null || best.rank() == null || best.isBelow(standing);
        return better ? inactivity.withBest(standing.id()) : inactivity;
    }

    private SegmentMove move(
            Customer before,
            @Nullable SegmentRef from,
            Customer after,
            Assignment to,
            Rfm rfm,
            Projection projection,
            Trigger trigger,
            @Nullable SegmentationModel model) {
        return new SegmentMove(
                trigger.at(),
                after.sequence(),
                trigger.reason(),
                from == null ? null : new Standing(from, before.since()),
                to.segment(),
                rfm,
                from == null ? null : before.history().rfm(window, before.updatedAt()),
                model == null ? null : model.version(),
                model == null ? List.of() : Contribution.between(model, before.segmentId(), after.segmentId(), rfm),
                to.action(),
                projection.nextChange());
    }
}
