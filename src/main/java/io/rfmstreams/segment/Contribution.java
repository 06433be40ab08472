package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;
import java.util.List;

/**
 * How much one feature speaks for a move: (x − from)² − (x − to)² in scaled units². The contributions of a move add up to
 * the difference of the two squared distances; a positive one draws towards the new segment.
 */
public record Contribution(String feature, double contribution) {

    /** The contributions to a move between two segments of a model; none if one of them is not the model's. */
    static List<Contribution> between(SegmentationModel model, String from, String to, Rfm rfm) {
        int left = model.indexOf(from);
        int reached = model.indexOf(to);
        return left < 0 || reached < 0
                ? List.of()
                : of(model.features().scale(rfm), model.centroid(left), model.centroid(reached));
    }

    static List<Contribution> of(RfmPoint point, RfmPoint from, RfmPoint to) {
        return List.of(
                new Contribution("recency", difference(point.recency(), from.recency(), to.recency())),
                new Contribution("frequency", difference(point.frequency(), from.frequency(), to.frequency())),
                new Contribution("monetary", difference(point.monetary(), from.monetary(), to.monetary())));
    }

    private static double difference(double x, double from, double to) {
        return (x - from) * (x - from) - (x - to) * (x - to);
    }
}
