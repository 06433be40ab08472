package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;

/** The scaled space of a model's centroids. Processor, trainer and queries all scale by it. */
public record FeatureSpace(FeatureScaling recency, FeatureScaling frequency, FeatureScaling monetary) {

    public RfmPoint scale(RfmPoint raw) {
        return new RfmPoint(
                recency.scale(raw.recency()), frequency.scale(raw.frequency()), monetary.scale(raw.monetary()));
    }

    public RfmPoint scale(Rfm rfm) {
        return scale(RfmPoint.of(rfm));
    }
}
