package io.rfmstreams.segment;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;

/**
 * A point with one coordinate a feature, either raw (days, orders, currency) or scaled by a model's
 * {@link FeatureSpace}.
 */
public record RfmPoint(double recency, double frequency, double monetary) {

    /** The raw point of an RFM; a negative monetary value counts as 0. */
    public static RfmPoint of(Rfm rfm) {
        return new RfmPoint(
                rfm.recencyDays(), rfm.frequency(), rfm.monetary().atLeastZero().toDouble());
    }

    /** The raw monetary coordinate of a sum in 1/10,000 units. */
    static double monetary(long units) {
        return Money.toDouble(Math.max(0, units));
    }

    /** The squared Euclidean distance. */
    public double squaredDistance(RfmPoint other) {
        double r = recency - other.recency;
        double f = frequency - other.frequency;
        double m = monetary - other.monetary;
        return r * r + f * f + m * m;
    }

    boolean isFinite() {
        return Double.isFinite(recency) && Double.isFinite(frequency) && Double.isFinite(monetary);
    }
}
