package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;

/**
 * The scaled space of a model's centroids. Processor, trainer and queries all scale by it.
 *
 * @param spread mean over the features of the variance of the scaled values of the customers that the model was fitted to,
 *     in scaled units²; 1 with {@link FeatureScaling.Scaling#STANDARD} unless a feature is constant
 */
public record FeatureSpace(FeatureScaling recency, FeatureScaling frequency, FeatureScaling monetary, double spread) {

    public FeatureSpace {
        if (!(spread >= 0 && Double.isFinite(spread))) {
            throw new InvalidModelException("spread must be at least 0 and finite, not " + spread);
        }
    }

    /** A space with a spread of 1. */
    public FeatureSpace(FeatureScaling recency, FeatureScaling frequency, FeatureScaling monetary) {
        this(recency, frequency, monetary, 1);
    }

    public RfmPoint scale(RfmPoint raw) {
        return new RfmPoint(
                recency.scale(raw.recency()), frequency.scale(raw.frequency()), monetary.scale(raw.monetary()));
    }

    /** Returns the raw point of a scaled one, up to rounding. */
    public RfmPoint unscale(RfmPoint scaled) {
        return new RfmPoint(
                recency.unscale(scaled.recency()),
                frequency.unscale(scaled.frequency()),
                monetary.unscale(scaled.monetary()));
    }

    public RfmPoint scale(Rfm rfm) {
        return scale(RfmPoint.of(rfm));
    }
}
