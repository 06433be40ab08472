package io.rfmstreams.segment;

import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.SegmentMove.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The rules that assign a customer to a segment.
 *
 * @param coldStart which customers are new
 * @param hysteresis by how much another centroid must be nearer before a customer leaves a segment of the model, as a
 *     multiple of {@link FeatureSpace#spread}; at 0 the nearest candidate always wins
 * @param direction which segments of the model a customer can move to
 */
public record SegmentRules(ColdStart coldStart, double hysteresis, DirectionRule direction) {

    /** Which segments of the model are candidates for a customer who is in one of them. */
    public enum DirectionRule {
        /** Time and refunds only lead to lower ranks, purchases only to higher ones, a model to all. */
        MONOTONE,
        /** All. */
        FREE;

        /** Returns 1 if only lower ranks (larger numbers) are candidates, -1 if only higher ones, 0 if all. */
        private int towards(Reason reason) {
            if (this == FREE) {
                return 0;
            }
            return switch (reason) {
                case TIME, REFUND -> 1;
                case PURCHASE, FIRST_PURCHASE -> -1;
                case MODEL, ERASED -> 0;
            };
        }
    }

    public SegmentRules {
        if (!(hysteresis >= 0 && Double.isFinite(hysteresis))) {
            throw new IllegalArgumentException("hysteresis must be at least 0, not " + hysteresis);
        }
    }

    /**
     * Assigns a customer to a segment.
     *
     * @param model the model in force; null for none
     * @param segmentId the customer's present segment
     */
    Assignment evaluate(
            @Nullable SegmentationModel model, PurchaseHistory history, Rfm rfm, String segmentId, Trigger trigger) {
        ReservedSegment reserved = reserved(history, rfm.frequency(), trigger.at());
        if (reserved != null) {
            return reserved.assignment();
        }
        if (model == null) {
            return ReservedSegment.UNASSIGNED.assignment();
        }
        int assigned = assign(model, model.features().scale(rfm), model.indexOf(segmentId), trigger.reason());
        return Assignment.of(model.segments().get(assigned));
    }

    /**
     * Returns the reserved segment that a customer is in whatever the model is, or null if there is none.
     *
     * @param now epoch milliseconds
     */
    @Nullable
    ReservedSegment reserved(PurchaseHistory history, long frequency, long now) {
        if (frequency == 0) {
            return ReservedSegment.INACTIVE;
        }
        return coldStart.isNew(history, frequency, now) ? ReservedSegment.NEW : null;
    }

    /**
     * Assigns a point of the scaled space to a segment. A customer who is in no segment of the model goes to the nearest.
     * Any other leaves the present segment if a candidate is nearer by more than the threshold, and goes to the nearest
     * candidate then. Each comparison with the present segment is monotone in the recency, see {@link NearestCentroid}.
     *
     * @param present index of the customer's present segment, -1 if the model does not have it
     * @return index of the segment
     */
    int assign(SegmentationModel model, RfmPoint point, int present, Reason reason) {
        if (present < 0) {
            return model.nearestIndex(point);
        }
        double threshold = threshold(model);
        boolean leaves = false;
        int nearest = present;
        for (int i = 0; i < model.segments().size(); i++) {
            if (!isCandidate(model, i, present, reason)) {
                continue;
            }
            double lead = NearestCentroid.lead(model.centroid(i), model.centroid(present), point);
            leaves |= lead > threshold || (lead == 0 && hysteresis == 0 && i < present);
            if (nearest == present || NearestCentroid.isNearer(model.centroid(i), model.centroid(nearest), point)) {
                nearest = i;
            }
        }
        return leaves ? nearest : present;
    }

    /** Returns by how much a candidate must be nearer than the present segment, in scaled units². */
    double threshold(SegmentationModel model) {
        return hysteresis * model.features().spread();
    }

    /** Returns whether a customer can move from one segment of a model to another one. */
    boolean isCandidate(SegmentationModel model, int index, int present, Reason reason) {
        int towards = direction.towards(reason);
        return index != present && (towards == 0 || towards == Integer.compare(model.rank(index), model.rank(present)));
    }
}
