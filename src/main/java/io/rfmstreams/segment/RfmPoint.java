package io.rfmstreams.segment;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;

/**
 * A point with one coordinate per feature. The coordinates are raw (days, orders, and the currency's main unit) or scaled
 * by a {@link FeatureSpace}.
 */
public record RfmPoint(double recency, double frequency, double monetary) {

    /** Returns the raw point of an RFM. A negative monetary value counts as 0. */
    public static RfmPoint of(Rfm rfm) {
        return new RfmPoint(
                rfm.recencyDays(), rfm.frequency(), rfm.monetary().atLeastZero().toDouble());
    }

    /** Returns the raw monetary coordinate of a sum in 1/10,000 of the currency's main unit. */
    static double monetary(long units) {
        return Money.toDouble(Math.max(0, units));
    }

    /** Returns the squared Euclidean distance. */
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
