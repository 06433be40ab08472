package io.rfmstreams.segment;

import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import org.jspecify.annotations.Nullable;

/**
 * How a customer is evaluated.
 *
 * @param coldStart goes before everything else
 * @param hysteresis how much nearer, in scaled units², another centroid must be before a customer leaves a segment; 0 lets
 *     the nearest always win
 */
public record SegmentRules(ColdStart coldStart, double hysteresis) {

    public SegmentRules {
        if (!(hysteresis >= 0 && Double.isFinite(hysteresis))) {
            throw new IllegalArgumentException("hysteresis must be at least 0, not " + hysteresis);
        }
    }

    /**
     * Evaluates a customer.
     *
     * @param model the model in force; null for none
     * @param segmentId where the customer stands so far
     */
    Assignment evaluate(
            @Nullable SegmentationModel model, PurchaseHistory history, Rfm rfm, String segmentId, long now) {
        if (coldStart.isNew(history, now)) {
            return Assignment.NEW;
        }
        if (model == null) {
            return Assignment.UNASSIGNED;
        }
        int assigned = assign(model, model.features().scale(rfm), model.indexOf(segmentId));
        return Assignment.of(model.segments().get(assigned));
    }

    /**
     * Where a point of the scaled space belongs: to the nearest centroid, or with hysteresis to where it stood.
     *
     * @param standing index of the segment where the customer stands so far, -1 if it is none of the model's
     * @return index of the segment
     */
    int assign(SegmentationModel model, RfmPoint point, int standing) {
        int nearest = model.nearestIndex(point);
        boolean stays = hysteresis > 0
                && standing >= 0
                && NearestCentroid.lead(model.centroid(nearest), model.centroid(standing), point) <= hysteresis;
        return stays ? standing : nearest;
    }
}
