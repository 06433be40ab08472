package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.FeatureSpace;

/** Fits the scaled space to the moments of the transformed features, all three alike. */
final class FeatureSpaceFit {

    private final Transform transform;
    private final Scaling scaling;

    FeatureSpaceFit(Transform transform, Scaling scaling) {
        this.transform = transform;
        this.scaling = scaling;
    }

    /** @param summary of customers under the same transform */
    FeatureSpace fit(CustomerGrid summary) {
        return new FeatureSpace(feature(summary.moments(0)), feature(summary.moments(1)), feature(summary.moments(2)));
    }

    private FeatureScaling feature(Moments moments) {
        double min = moments.min();
        double range = moments.max() - min;
        if (range == 0) {
            return new FeatureScaling(transform, scaling, min, 1);
        }
        return switch (scaling) {
            case MINMAX -> new FeatureScaling(transform, scaling, min, range);
            case STANDARD -> new FeatureScaling(transform, scaling, moments.mean(), moments.populationDeviation());
        };
    }
}
