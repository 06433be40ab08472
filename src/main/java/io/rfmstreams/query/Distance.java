package io.rfmstreams.query;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.SegmentationModel;
import java.util.List;

/**
 * The distance of a point from a segment's centroid.
 *
 * @param segment id of the segment
 * @param distance Euclidean distance, in the model's scaled units
 */
public record Distance(String segment, double distance) {

    /** Returns the distances of a raw point from all centroids of a model, by rank. */
    static List<Distance> all(SegmentationModel model, RfmPoint raw) {
        RfmPoint point = model.features().scale(raw);
        return model.segments().stream()
                .map(segment ->
                        new Distance(segment.id(), Math.sqrt(segment.centroid().squaredDistance(point))))
                .toList();
    }
}
