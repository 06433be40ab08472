package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.segment.RfmPoint;

/** Customers in scaled space. The coordinates are computed on access, to save memory. */
final class ScaledCustomers {

    private final TransformedCustomers transformed;
    private final FeatureSpace space;
    private final TabulatedFunction recency;
    private final TabulatedFunction frequency;

    /** @param space feature space with the same transform */
    ScaledCustomers(TransformedCustomers transformed, FeatureSpace space) {
        this.transformed = transformed;
        this.space = space;
        this.recency = new TabulatedFunction(space.recency()::scale);
        this.frequency = new TabulatedFunction(space.frequency()::scale);
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

    /** The first word of the customer's {@link CellKey} at level 0. */
    long bins(int index) {
        return transformed.bins(index);
    }

    /** Returns the initial level of a table with a maximum number of cells, see {@link InitialLevel}. */
    int initialLevel(int mostCells) {
        return InitialLevel.level(transformed, mostCells);
    }

    RfmPoint point(int index) {
        return new RfmPoint(recency(index), frequency(index), monetary(index));
    }
}
