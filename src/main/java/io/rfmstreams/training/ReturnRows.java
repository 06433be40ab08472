package io.rfmstreams.training;

import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.RfmPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Examples for the return model, in columns of 25 bytes per row: log1p of the features, and whether the customer returned. */
final class ReturnRows {

    static final int FEATURES = 3;

    private static final int INITIAL_CAPACITY = 64;

    private double[] features;
    private boolean[] returned;
    private int size;

    ReturnRows() {
        this(INITIAL_CAPACITY);
    }

    private ReturnRows(int capacity) {
        features = new double[FEATURES * capacity];
        returned = new boolean[capacity];
    }

    /** Returns the rows of several parts, one part after another. */
    static ReturnRows concat(List<ReturnRows> parts) {
        ReturnRows all =
                new ReturnRows(parts.stream().mapToInt(ReturnRows::size).reduce(0, Math::addExact));
        parts.forEach(part -> all.append(part, part.size));
        return all;
    }

    void add(Rfm rfm, boolean hasReturned) {
        if (size == returned.length) {
            int capacity = Math.addExact(size, size / 2 + 1);
            features = Arrays.copyOf(features, Math.multiplyExact(FEATURES, capacity));
            returned = Arrays.copyOf(returned, capacity);
        }
        RfmPoint raw = RfmPoint.of(rfm);
        features[FEATURES * size] = Transform.LOG1P.apply(raw.recency());
        features[FEATURES * size + 1] = Transform.LOG1P.apply(raw.frequency());
        features[FEATURES * size + 2] = Transform.LOG1P.apply(raw.monetary());
        returned[size++] = hasReturned;
    }

    /** Returns the first rows, or all if there are not so many. */
    ReturnRows first(int count) {
        ReturnRows first = new ReturnRows(Math.min(count, size));
        first.append(this, Math.min(count, size));
        return first;
    }

    private void append(ReturnRows other, int count) {
        System.arraycopy(other.features, 0, features, FEATURES * size, FEATURES * count);
        System.arraycopy(other.returned, 0, returned, size, count);
        size += count;
    }

    int size() {
        return size;
    }

    /** Returns log1p of a feature. Feature 0 is recency, 1 is frequency, 2 is monetary. */
    double feature(int row, int feature) {
        return features[FEATURES * row + feature];
    }

    boolean hasReturned(int row) {
        return returned[row];
    }

    /** Returns why the rows are too few for a fit, for users; empty if there are enough of both classes. */
    Optional<String> tooFew(int minClassSize) {
        int returned = countReturned();
        int others = size - returned;
        return Math.min(returned, others) >= minClassSize
                ? Optional.empty()
                : Optional.of(
                        "it needs " + minClassSize + " rows each of customers who bought within the horizon and of"
                                + " customers who did not, there are " + returned + " and " + others);
    }

    /** Returns the number of rows of customers who returned. */
    int countReturned() {
        int count = 0;
        for (int row = 0; row < size; row++) {
            count += returned[row] ? 1 : 0;
        }
        return count;
    }
}
