package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.FeatureSpace;

/**
 * Fits a feature space to the moments of the transformed features. All three features get the same transform and scaling.
 */
final class FeatureSpaceFit {

    private final Transform transform;
    private final Scaling scaling;

    FeatureSpaceFit(Transform transform, Scaling scaling) {
        this.transform = transform;
        this.scaling = scaling;
    }

    /** @param grid grid of customers with the same transform */
    FeatureSpace fit(CustomerGrid grid) {
        return new FeatureSpace(feature(grid.moments(0)), feature(grid.moments(1)), feature(grid.moments(2)));
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
