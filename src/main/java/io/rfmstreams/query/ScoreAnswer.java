package io.rfmstreams.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rfmstreams.segment.Assignment;
import io.rfmstreams.segment.CustomerScores;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.SegmentationModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segment with the nearest centroid to a point. Cold start and hysteresis do not apply.
 *
 * @param assignment the segment and the recommended action
 * @param distances distances to all centroids, by rank
 * @param returnProbability how likely such a customer is to buy again, 0 to 1; null if the model has no such probability or the
 *     frequency is below 1
 * @param scores the scores by the model's cut points; null if the model has none
 */
public record ScoreAnswer(
        @JsonUnwrapped Assignment assignment,
        int modelVersion,
        List<Distance> distances,
        @Nullable Double returnProbability,
        @Nullable CustomerScores scores) {

    /** Scores a raw point: recency in days, frequency in orders, monetary in the currency's main unit. */
    public static ScoreAnswer of(SegmentationModel model, RfmPoint raw) {
        RfmPoint positive = new RfmPoint(raw.recency(), raw.frequency(), Math.max(0, raw.monetary()));
        return new ScoreAnswer(
                Assignment.of(model.nearest(model.features().scale(positive))),
                model.version(),
                Distance.all(model, positive),
                model.returnProbability(positive),
                model.scores() == null ? null : model.scores().of(positive));
    }
}
