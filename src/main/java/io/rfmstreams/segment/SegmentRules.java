package io.rfmstreams.segment;

import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import java.util.Optional;

/**
 * How a customer is judged.
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
     * Judges a customer.
     *
     * @param model the model in force, if there is one
     * @param segmentId where the customer stands so far
     */
    Assignment judge(Optional<SegmentationModel> model, PurchaseHistory history, Rfm rfm, String segmentId, long now) {
        if (coldStart.isNew(history, now)) {
            return Assignment.NEW;
        }
        return model.map(inForce ->
                        Assignment.of(nearest(inForce, inForce.features().scale(rfm), segmentId)))
                .orElse(Assignment.UNASSIGNED);
    }

    private Segment nearest(SegmentationModel model, RfmPoint point, String segmentId) {
        Segment nearest = model.nearest(point);
        if (hysteresis == 0 || nearest.id().equals(segmentId)) {
            return nearest;
        }
        return model.segment(segmentId)
                .filter(own -> own.centroid().squaredDistance(point)
                                - nearest.centroid().squaredDistance(point)
                        <= hysteresis)
                .orElse(nearest);
    }
}
