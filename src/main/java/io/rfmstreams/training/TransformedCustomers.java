package io.rfmstreams.training;

import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.training.ParallelRanges.Range;

/**
 * Customers with transformed features. Recency and frequency are looked up in tables. Monetary takes 8 more bytes per
 * customer.
 */
final class TransformedCustomers {

    private final Customers customers;
    private final FeatureTransforms transforms;
    private final TabulatedFunction recency;
    private final TabulatedFunction frequency;
    private final TabulatedFunction logs = new TabulatedFunction(Math::log1p);
    private final double[] monetary;

    private TransformedCustomers(Customers customers, FeatureTransforms transforms, double[] monetary) {
        this.customers = customers;
        this.transforms = transforms;
        this.recency = new TabulatedFunction(transforms.recency()::apply);
        this.frequency = new TabulatedFunction(transforms.frequency()::apply);
        this.monetary = monetary;
    }

    static TransformedCustomers of(Customers customers, FeatureTransforms transforms) {
        double[] monetary = new double[customers.size()];
        ParallelRanges.forEach(monetary.length, range -> transform(customers, transforms.monetary(), monetary, range));
        return new TransformedCustomers(customers, transforms, monetary);
    }

    private static void transform(Customers customers, Transform transform, double[] monetary, Range range) {
        for (int i = range.from(); i < range.to(); i++) {
            monetary[i] = transform.apply(customers.monetary(i));
        }
    }

    Customers customers() {
        return customers;
    }

    int size() {
        return monetary.length;
    }

    double recency(int index) {
        return recency.at(customers.recencyDays(index));
    }

    double frequency(int index) {
        return frequency.at(customers.frequency(index));
    }

    double monetary(int index) {
        return monetary[index];
    }

    /** Returns the first word of a customer's {@link CellKey} at level 0. */
    long bins(int index) {
        double money =
                transforms.monetary() == Transform.LOG1P ? monetary[index] : Math.log1p(customers.monetary(index));
        return CellKey.bins(logs.at(customers.recencyDays(index)), logs.at(customers.frequency(index)), money);
    }
}
