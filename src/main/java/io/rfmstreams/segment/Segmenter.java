package io.rfmstreams.segment;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Taken;
import io.rfmstreams.segment.Move.Reason;
import io.rfmstreams.segment.Move.Standing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a purchase, a refund or a new model makes of a customer. Knows neither stores nor topics. */
public final class Segmenter {

    private static final Rfm NOTHING = new Rfm(0, 0, Money.ZERO);

    private final HistoryRules historyRules;
    private final SegmentRules segmentRules;
    private final ModelCatalog models;

    public Segmenter(HistoryRules historyRules, SegmentRules segmentRules, ModelCatalog models) {
        this.historyRules = historyRules;
        this.segmentRules = segmentRules;
        this.models = models;
    }

    /**
     * Takes a purchase or refund.
     *
     * @param before the customer so far, brought over to the active model; null for an unknown one
     * @param now the task's now after the event has moved it
     * @param offset of the event's record; a customer that it creates is born there
     * @param active the activation in force
     */
    public CustomerUpdate.OfEvent take(
            @Nullable Customer before, CustomerEvent event, long now, long offset, Activation active) {
        PurchaseHistory history = before == null ? PurchaseHistory.EMPTY : before.history();
        Taken taken = history.take(event, now, historyRules);
        if (!taken.outcome().isTaken()) {
            return new CustomerUpdate.OfEvent(taken, Optional.empty());
        }
        if (!taken.history().hasPurchased()) {
            Customer notYet = Customer.notYet(taken.history(), now);
            return new CustomerUpdate.OfEvent(
                    taken, Optional.of(new CustomerUpdate(notYet, NOTHING, Optional.empty())));
        }
        CustomerUpdate update;
        if (before == null || !before.hasPurchased()) {
            Customer born = new Customer(
                    offset, 0, SegmentRef.UNASSIGNED.id(), now, active.modelVersion(), active.number(), now, history);
            update = judge(born, taken.history(), now, active, Reason.FIRST_PURCHASE);
        } else {
            Reason reason = event instanceof CustomerEvent.Purchase ? Reason.PURCHASE : Reason.REFUND;
            update = judge(before, taken.history(), now, active, reason);
        }
        return new CustomerUpdate.OfEvent(taken, Optional.of(update));
    }

    /** Brings a customer over to a model, as of the moment that it took effect. */
    public CustomerUpdate bringOver(Customer before, Activation activation) {
        long at = activation.effectiveAt();
        return judge(before, before.history().at(at, historyRules), at, activation, Reason.MODEL);
    }

    private CustomerUpdate judge(Customer before, PurchaseHistory history, long now, Activation active, Reason reason) {
        Optional<SegmentationModel> model = models.model(active.modelVersion());
        Rfm rfm = history.rfm(historyRules.window(), now);
        Assignment assignment = model.isEmpty() && active.modelVersion() != 0
                ? standing(before, history, now)
                : segmentRules.judge(model, history, rfm, before.segmentId(), now);
        boolean first = reason == Reason.FIRST_PURCHASE;
        boolean moved = first || !assignment.segment().id().equals(before.segmentId());
        Customer after = new Customer(
                before.born(),
                moved ? before.sequence() + 1 : before.sequence(),
                assignment.segment().id(),
                moved ? now : before.since(),
                active.modelVersion(),
                active.number(),
                now,
                history);
        if (!moved) {
            return new CustomerUpdate(after, rfm, Optional.empty());
        }
        Move move = new Move(
                now,
                after.sequence(),
                reason,
                first ? null : new Standing(segment(before, model), before.since()),
                assignment.segment(),
                rfm,
                first ? null : before.history().rfm(historyRules.window(), before.updatedAt()),
                model.map(SegmentationModel::version).orElse(null),
                model.map(inForce -> explanation(inForce, before.segmentId(), assignment, rfm))
                        .orElse(List.of()),
                assignment.action(),
                null);
        return new CustomerUpdate(after, rfm, Optional.of(move));
    }

    /** Where a customer stays while the version in force is not at hand: a missing model moves nobody. */
    private Assignment standing(Customer customer, PurchaseHistory history, long now) {
        return segmentRules.coldStart().isNew(history, now)
                ? Assignment.NEW
                : new Assignment(segment(customer, Optional.empty()), Assignment.UNASSIGNED.action());
    }

    /** Names the segment that a customer stands in: after the version that judged it or, if that is gone, the active one. */
    private SegmentRef segment(Customer customer, Optional<SegmentationModel> active) {
        String id = customer.segmentId();
        if (id.equals(SegmentRef.NEW.id())) {
            return SegmentRef.NEW;
        }
        if (id.equals(SegmentRef.UNASSIGNED.id())) {
            return SegmentRef.UNASSIGNED;
        }
        return models.model(customer.modelVersion())
                .flatMap(model -> model.segment(id))
                .or(() -> active.flatMap(model -> model.segment(id)))
                .map(Segment::ref)
                .orElseGet(() -> new SegmentRef(id, id, null));
    }

    private static List<Contribution> explanation(SegmentationModel model, String fromId, Assignment to, Rfm rfm) {
        Optional<RfmPoint> from = model.segment(fromId).map(Segment::centroid);
        Optional<RfmPoint> target = model.segment(to.segment().id()).map(Segment::centroid);
        if (from.isEmpty() || target.isEmpty()) {
            return List.of();
        }
        return Contribution.of(model.features().scale(rfm), from.get(), target.get());
    }
}
