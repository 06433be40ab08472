package io.rfmstreams.segment;

/**
 * Compares the distances of two centroids to a point. Not as a difference of two sums of squares: along the recency axis
 * each step of this form is monotone under rounding, so that a customer who only grows silent changes sides at most once,
 * and never flickers between two centroids that are equally far.
 */
public final class NearestCentroid {

    private NearestCentroid() {}

    /** Whether {@code candidate} is strictly nearer to {@code point} than {@code best}; all in scaled units. */
    public static boolean isNearer(RfmPoint candidate, RfmPoint best, RfmPoint point) {
        return lead(candidate, best, point) > 0;
    }

    /**
     * By how much {@code candidate} is nearer to {@code point} than {@code other}: the difference of the two squared
     * distances, in scaled units²; negative where it is farther.
     */
    static double lead(RfmPoint candidate, RfmPoint other, RfmPoint point) {
        double offAxis = offAxis(other, point) - offAxis(candidate, point);
        double alongRecency = (candidate.recency() - other.recency())
                * (2 * point.recency() - (other.recency() + candidate.recency()));
        return offAxis + alongRecency;
    }

    /**
     * The scaled recency at which {@code candidate} is nearer than {@code other} by just {@code lead}, where {@code point}
     * grows silent; from the linear form above.
     *
     * @param candidate of a larger recency than {@code other}
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
