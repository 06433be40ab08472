package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.segment.RfmPoint;

/** Customers in a scaled space, each coordinate computed from its transformed one when it is asked for. */
final class ScaledCustomers {

    private final TransformedCustomers transformed;
    private final FeatureSpace space;
    private final IntTable recency;
    private final IntTable frequency;

    /** @param space of the same transform */
    ScaledCustomers(TransformedCustomers transformed, FeatureSpace space) {
        this.transformed = transformed;
        this.space = space;
        this.recency = new IntTable(space.recency()::scale);
        this.frequency = new IntTable(space.frequency()::scale);
    }

    int size() {
        return transformed.size();
    }

    double recency(int index) {
        return recency.at(transformed.customers().recencyDays(index));
    }

    double frequency(int index) {
        return frequency.at(transformed.customers().frequency(index));
    }

    double monetary(int index) {
        return space.monetary().scaleTransformed(transformed.monetary(index));
    }

    RfmPoint point(int index) {
        return new RfmPoint(recency(index), frequency(index), monetary(index));
    }
}
