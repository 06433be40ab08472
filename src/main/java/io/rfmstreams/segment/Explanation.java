package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer moved between two segments.
 *
 * @param modelVersion version that decided, null without a model
 * @param contributions contribution of each feature; empty unless both segments are segments of that version
 */
public record Explanation(@Nullable Integer modelVersion, List<Contribution> contributions) {

    /**
     * How much one feature contributes to a move: (x − from)² − (x − to)², in scaled units². The contributions add up to
     * the difference of the two squared distances. A positive contribution favours the new segment.
     */
    public record Contribution(String feature, double contribution) {}

    /** Explains a move between the segments with two ids. */
    static Explanation of(@Nullable SegmentationModel model, String from, String to, Rfm rfm) {
        if (model == null) {
            return new Explanation(null, List.of());
        }
        int left = model.indexOf(from);
        int reached = model.indexOf(to);
        return new Explanation(
                model.version(),
                left < 0 || reached < 0
                        ? List.of()
                        : contributions(model.features().scale(rfm), model.centroid(left), model.centroid(reached)));
    }

    private static List<Contribution> contributions(RfmPoint point, RfmPoint from, RfmPoint to) {
        return List.of(
                new Contribution("recency", difference(point.recency(), from.recency(), to.recency())),
                new Contribution("frequency", difference(point.frequency(), from.frequency(), to.frequency())),
                new Contribution("monetary", difference(point.monetary(), from.monetary(), to.monetary())));
    }

    private static double difference(double x, double from, double to) {
        return (x - from) * (x - from) - (x - to) * (x - to);
    }
}
