package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.FeatureSpace;

/** Fits a feature space to the moments of the transformed features. All three features get the same scaling. */
final class FeatureSpaceFit {

    private final FeatureTransforms transforms;
    private final Scaling scaling;

    FeatureSpaceFit(FeatureTransforms transforms, Scaling scaling) {
        this.transforms = transforms;
        this.scaling = scaling;
    }

    /** @param grid grid of customers with the same transforms */
    FeatureSpace fit(CustomerGrid grid) {
        FeatureScaling recency = feature(transforms.recency(), grid.moments(0));
        FeatureScaling frequency = feature(transforms.frequency(), grid.moments(1));
        FeatureScaling monetary = feature(transforms.monetary(), grid.moments(2));
        double spread = (variance(recency, grid.moments(0))
                        + variance(frequency, grid.moments(1))
                        + variance(monetary, grid.moments(2)))
                / 3;
        return new FeatureSpace(recency, frequency, monetary, spread);
    }

    /** Returns the variance of the scaled values. */
    private static double variance(FeatureScaling feature, Moments moments) {
        double deviation = moments.min() == moments.max() ? 0 : moments.populationDeviation() / feature.scale();
        return deviation * deviation;
    }

    private FeatureScaling feature(Transform transform, Moments moments) {
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
