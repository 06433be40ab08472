package io.rfmstreams.query;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.util.List;

/**
 * The segment whose centroid is nearest to a point, and nothing else: no cold start, no hysteresis.
 *
 * @param distances to all centroids, by rank
 */
public record ScoreAnswer(Segment segment, int modelVersion, List<Distance> distances) {

    /** Scores a raw point: recency in days, frequency in orders, monetary in the currency's main unit. */
    public static ScoreAnswer of(SegmentationModel model, RfmPoint raw) {
        RfmPoint positive = new RfmPoint(raw.recency(), raw.frequency(), Math.max(0, raw.monetary()));
        return new ScoreAnswer(
                model.nearest(model.features().scale(positive)), model.version(), Distance.all(model, positive));
    }
}
