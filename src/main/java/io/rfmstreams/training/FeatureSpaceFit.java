package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.segment.RfmPoint;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;

/** Fits the scaled space to raw points, all three features alike. */
final class FeatureSpaceFit {

    private final Transform transform;
    private final Scaling scaling;

    FeatureSpaceFit(Transform transform, Scaling scaling) {
        this.transform = transform;
        this.scaling = scaling;
    }

    /** The space of at least one raw point (days, orders, currency). */
    FeatureSpace fit(List<RfmPoint> raw) {
        return new FeatureSpace(
                feature(raw, RfmPoint::recency), feature(raw, RfmPoint::frequency), feature(raw, RfmPoint::monetary));
    }

    private FeatureScaling feature(List<RfmPoint> raw, ToDoubleFunction<RfmPoint> feature) {
        double[] values =
                raw.stream().mapToDouble(feature).map(transform::apply).toArray();
        double min = StatUtils.min(values);
        double range = StatUtils.max(values) - min;
        if (range == 0) {
            return new FeatureScaling(transform, scaling, min, 1);
        }
        return switch (scaling) {
            case MINMAX -> new FeatureScaling(transform, scaling, min, range);
            case STANDARD ->
                new FeatureScaling(
                        transform, scaling, StatUtils.mean(values), Math.sqrt(StatUtils.populationVariance(values)));
        };
    }
}
