package io.rfmstreams.training;

import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.util.List;
import java.util.stream.IntStream;

/** Compares the segments that two models assign the same customers to. */
public final class ModelComparison {

    private final SegmentationModel before;
    private final SegmentationModel after;
    private final long[][] counts;

    private ModelComparison(SegmentationModel before, SegmentationModel after) {
        this.before = before;
        this.after = after;
        this.counts = new long[before.segments().size()][after.segments().size()];
    }

    /** Compares two models by nearest centroid, without hysteresis and cold start. */
    public static ModelComparison of(SegmentationModel before, SegmentationModel after, Customers customers) {
        short[] from = ModelLabels.of(before, customers);
        short[] to = ModelLabels.of(after, customers);
        ModelComparison comparison = new ModelComparison(before, after);
        for (int i = 0; i < from.length; i++) {
            comparison.counts[from[i]][to[i]]++;
        }
        return comparison;
    }

    public SegmentationModel before() {
        return before;
    }

    public SegmentationModel after() {
        return after;
    }

    /**
     * Returns the customers of one segment of the first model, by segment of the second model.
     *
     * @param segmentBefore index of the segment in the first model
     */
    public List<Long> row(int segmentBefore) {
        return IntStream.range(0, after.segments().size())
                .mapToObj(to -> counts[segmentBefore][to])
                .toList();
    }

    /** Returns the number of customers. */
    public long customers() {
        return IntStream.range(0, counts.length)
                .mapToLong(from -> row(from).stream().mapToLong(Long::longValue).sum())
                .sum();
    }

    /** Returns the number of customers whose segments have different ids in the two models. */
    public long moved() {
        long moved = 0;
        for (int from = 0; from < counts.length; from++) {
            Segment segment = before.segments().get(from);
            for (int to = 0; to < counts[from].length; to++) {
                moved += after.segments().get(to).id().equals(segment.id()) ? 0 : counts[from][to];
            }
        }
        return moved;
    }
}
