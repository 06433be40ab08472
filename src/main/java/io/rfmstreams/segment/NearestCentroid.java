package io.rfmstreams.segment;

/**
 * Compares the squared distances of two centroids to a point.
 *
 * <p>The difference is not computed from two sums of squares, but with the terms of recency factored. Each operation of
 * this form is monotone in the recency of the point, also under rounding. As the recency grows, the nearer centroid
 * therefore changes at most once, even if the two are equally far up to rounding.
 */
public final class NearestCentroid {

    private NearestCentroid() {}

    /** Returns whether {@code candidate} is strictly nearer to {@code point} than {@code best}. All are in scaled units. */
    public static boolean isNearer(RfmPoint candidate, RfmPoint best, RfmPoint point) {
        return lead(candidate, best, point) > 0;
    }

    /**
     * Returns by how much {@code candidate} is nearer to {@code point} than {@code other}: the difference of the squared
     * distances, in scaled units². It is negative if {@code candidate} is farther.
     */
    static double lead(RfmPoint candidate, RfmPoint other, RfmPoint point) {
        double offAxis = offAxis(other, point) - offAxis(candidate, point);
        double alongRecency = (candidate.recency() - other.recency())
                * (2 * point.recency() - (other.recency() + candidate.recency()));
        return offAxis + alongRecency;
    }

    /**
     * Returns the scaled recency at which {@code candidate} is nearer than {@code other} by exactly {@code lead}. It solves
     * the linear equation {@code lead(candidate, other, point) = lead} for the recency of the point.
     *
     * @param candidate a centroid with a larger recency than {@code other}
     * @param point gives frequency and monetary; its recency is ignored
     * @param lead in scaled units²
     */
    static double crossing(RfmPoint candidate, RfmPoint other, RfmPoint point, double lead) {
        double middle = (candidate.recency() + other.recency()) / 2;
        double offAxis = offAxis(candidate, point) - offAxis(other, point);
        return middle + (offAxis + lead) / (2 * (candidate.recency() - other.recency()));
    }

    private static double offAxis(RfmPoint centroid, RfmPoint point) {
        double frequency = point.frequency() - centroid.frequency();
        double monetary = point.monetary() - centroid.monetary();
        return frequency * frequency + monetary * monetary;
    }
}
