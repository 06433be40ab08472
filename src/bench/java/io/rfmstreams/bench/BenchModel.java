package io.rfmstreams.bench;

import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A model as training would make it: segments in a row from the freshest and busiest to the most silent. */
final class BenchModel {

    /** The return probability of the lab's customers: below 0.5 after 59 days. */
    static final ReturnModel RETURNS =
            new ReturnModel(Duration.ofDays(90).toMillis(), 4.487479859447328, -1.096808274482868, 0, 0, null);

    private BenchModel() {}

    static SegmentationModel ofSegments(int k) {
        return ofSegments(k, 1, 0);
    }

    static SegmentationModel ofSegments(int k, FeatureSpace space) {
        return ofSegments(k, 1, 0, space);
    }

    /** @param shift how much all centroids are moved to the better, in scaled units */
    static SegmentationModel ofSegments(int k, int version, double shift) {
        return ofSegments(k, version, shift, new FeatureSpace(scaling(2.0, 1.1), scaling(2.0, 1.2), scaling(5.5, 1.4)));
    }

    private static SegmentationModel ofSegments(int k, int version, double shift, FeatureSpace space) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            double place = 1.5 - 3.0 * i / (k - 1) + shift;
            segments.add(new Segment(
                    "segment-" + (i + 1),
                    "Segment " + (i + 1),
                    i + 1,
                    new RfmPoint(-place, place, 0.9 * place),
                    null,
                    1_000,
                    1.0 / k,
                    "Do what is right for segment " + (i + 1)));
        }
        return new SegmentationModel(
                version, 0, 0, null, Window.ofDays(365), space, segments, null, RETURNS, null, List.of());
    }

    private static FeatureScaling scaling(double center, double scale) {
        return new FeatureScaling(Transform.LOG1P, Scaling.STANDARD, center, scale);
    }
}
