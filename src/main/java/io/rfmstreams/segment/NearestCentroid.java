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
        double offAxis = offAxis(best, point) - offAxis(candidate, point);
        double alongRecency =
                (candidate.recency() - best.recency()) * (2 * point.recency() - (best.recency() + candidate.recency()));
        return offAxis + alongRecency > 0;
    }

    private static double offAxis(RfmPoint centroid, RfmPoint point) {
        double frequency = point.frequency() - centroid.frequency();
        double monetary = point.monetary() - centroid.monetary();
        return frequency * frequency + monetary * monetary;
    }
}
