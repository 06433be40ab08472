package io.rfmstreams.segment;

import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import org.jspecify.annotations.Nullable;

/**
 * The rules that assign a customer to a segment.
 *
 * @param coldStart comes before all other rules
 * @param hysteresis by how much, in scaled units², another centroid must be nearer before a customer leaves a segment of
 *     the model; at 0 the nearest centroid always wins
 */
public record SegmentRules(ColdStart coldStart, double hysteresis) {

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
     * @param now epoch milliseconds
     */
    Assignment evaluate(
            @Nullable SegmentationModel model, PurchaseHistory history, Rfm rfm, String segmentId, long now) {
        if (coldStart.isNew(history, rfm.frequency(), now)) {
            return ReservedSegment.NEW.assignment();
        }
        if (model == null) {
            return ReservedSegment.UNASSIGNED.assignment();
        }
        int assigned = assign(model, model.features().scale(rfm), model.indexOf(segmentId));
        return Assignment.of(model.segments().get(assigned));
    }

    /**
     * Assigns a point of the scaled space to a segment: to the present one within the hysteresis, else to the nearest.
     *
     * @param present index of the customer's present segment, -1 if the model does not have it
     * @return index of the segment
     */
    int assign(SegmentationModel model, RfmPoint point, int present) {
        int nearest = model.nearestIndex(point);
        boolean stays = hysteresis > 0
                && present >= 0
                && NearestCentroid.lead(model.centroid(nearest), model.centroid(present), point) <= hysteresis;
        return stays ? present : nearest;
    }
}
