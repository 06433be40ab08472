package io.rfmstreams.query;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.SegmentationModel;
import java.util.List;

/**
 * How far a point is from a segment's centroid.
 *
 * @param segment id
 * @param distance Euclidean, in the model's scaled units
 */
public record Distance(String segment, double distance) {

    /** The distances from a raw point to all centroids of a model, by rank. */
    static List<Distance> all(SegmentationModel model, RfmPoint raw) {
        RfmPoint point = model.features().scale(raw);
        return model.segments().stream()
                .map(segment ->
                        new Distance(segment.id(), Math.sqrt(segment.centroid().squaredDistance(point))))
                .toList();
    }
}
