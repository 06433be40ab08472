package io.rfmstreams.training;

import io.rfmstreams.segment.NearestCentroid;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.ParallelRanges.Range;
import java.util.List;

/**
 * Assigns customers to the segments of a model by nearest centroid, as the processor does without hysteresis and cold
 * start.
 */
final class ModelLabels {

    private final SegmentationModel model;
    private final List<RfmPoint> centroids;
    private final TabulatedFunction recency;
    private final TabulatedFunction frequency;

    private ModelLabels(SegmentationModel model) {
        this.model = model;
        this.centroids = model.segments().stream().map(Segment::centroid).toList();
        this.recency = new TabulatedFunction(model.features().recency()::scale);
        this.frequency = new TabulatedFunction(model.features().frequency()::scale);
    }

    /** Returns the index of the segment of each customer, 2 bytes per customer. */
    static short[] of(SegmentationModel model, Customers customers) {
        ModelLabels labels = new ModelLabels(model);
        short[] indices = new short[customers.size()];
        ParallelRanges.forEach(indices.length, range -> labels.label(customers, indices, range));
        return indices;
    }

    private void label(Customers customers, short[] indices, Range range) {
        for (int i = range.from(); i < range.to(); i++) {
            RfmPoint scaled = new RfmPoint(
                    recency.at(customers.recencyDays(i)),
                    frequency.at(customers.frequency(i)),
                    model.features().monetary().scale(customers.monetary(i)));
            int nearest = 0;
            for (int c = 1; c < centroids.size(); c++) {
                if (NearestCentroid.isNearer(centroids.get(c), centroids.get(nearest), scaled)) {
                    nearest = c;
                }
            }
            indices[i] = (short) nearest;
        }
    }
}
