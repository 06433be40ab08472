package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.ParallelRanges.Range;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The parent model, with the segment that it assigns each customer to. The parent can have another feature space and
 * another number of segments than the new model.
 */
final class ParentModel {

    private final SegmentationModel model;
    private final short[] labels;

    private ParentModel(SegmentationModel model, short[] labels) {
        this.model = model;
        this.labels = labels;
    }

    static ParentModel of(SegmentationModel model, Customers customers) {
        return new ParentModel(model, ModelLabels.of(model, customers));
    }

    /**
     * Returns start centroids for K-Means: the mean scaled point of each segment of the parent that has customers. Empty
     * unless there are k such segments.
     */
    Optional<List<RfmPoint>> warmStart(ScaledCustomers scaled, int k) {
        int segments = model.segments().size();
        List<SegmentSums> parts =
                ParallelRanges.map(labels.length, range -> new SegmentSums(segments).add(scaled, labels, range));
        SegmentSums whole = parts.get(0);
        parts.subList(1, parts.size()).forEach(whole::add);
        List<RfmPoint> means = whole.means();
        return means.size() == k ? Optional.of(means) : Optional.empty();
    }

    /** Matches clusters to the segments of the parent. */
    ClusterLineage lineage(CustomerClustering clustering) {
        long[][] shared = new long[model.segments().size()][clustering.k()];
        for (int i = 0; i < labels.length; i++) {
            shared[labels[i]][clustering.label(i)]++;
        }
        return new ClusterLineage(model.segments(), shared);
    }

    /** The sums of the scaled points of each segment. */
    private static final class SegmentSums {

        private final double[] sums;
        private final long[] counts;

        SegmentSums(int segments) {
            this.sums = new double[segments * Points.DIMENSIONS];
            this.counts = new long[segments];
        }

        SegmentSums add(ScaledCustomers scaled, short[] labels, Range range) {
            for (int i = range.from(); i < range.to(); i++) {
                int at = labels[i] * Points.DIMENSIONS;
                sums[at] += scaled.recency(i);
                sums[at + 1] += scaled.frequency(i);
                sums[at + 2] += scaled.monetary(i);
                counts[labels[i]]++;
            }
            return this;
        }

        void add(SegmentSums other) {
            Arrays.setAll(sums, i -> sums[i] + other.sums[i]);
            Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
        }

        List<RfmPoint> means() {
            return IntStream.range(0, counts.length)
                    .filter(segment -> counts[segment] > 0)
                    .mapToObj(segment -> new RfmPoint(
                            sums[segment * Points.DIMENSIONS] / counts[segment],
                            sums[segment * Points.DIMENSIONS + 1] / counts[segment],
                            sums[segment * Points.DIMENSIONS + 2] / counts[segment]))
                    .toList();
        }
    }
}
