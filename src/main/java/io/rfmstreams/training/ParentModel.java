package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.ParallelRanges.Range;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The customers as the parent model divides them. The parent may have any features and any number of segments. */
final class ParentModel {

    private final SegmentationModel model;
    private final short[] labels;

    private ParentModel(SegmentationModel model, short[] labels) {
        this.model = model;
        this.labels = labels;
    }

    static ParentModel of(SegmentationModel parent, Customers customers) {
        return new ParentModel(parent, ModelLabels.of(parent, customers));
    }

    SegmentationModel model() {
        return model;
    }

    /**
     * The parent's centroids in another space: the mean point of each group that has members. Empty unless there are k such
     * groups.
     */
    Optional<List<RfmPoint>> warmStart(ScaledCustomers scaled, int k) {
        int segments = model.segments().size();
        List<GroupMeans> parts =
                ParallelRanges.map(labels.length, range -> new GroupMeans(segments).add(scaled, labels, range));
        GroupMeans whole = parts.get(0);
        parts.subList(1, parts.size()).forEach(whole::add);
        List<RfmPoint> means = whole.means();
        return means.size() == k ? Optional.of(means) : Optional.empty();
    }

    /** The customers that the parent's segments (first index) share with clusters (second index). */
    ClusterLineage shared(CustomerClustering clustering) {
        long[][] counts = new long[model.segments().size()][clustering.k()];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]][clustering.label(i)]++;
        }
        return new ClusterLineage(model.segments(), counts);
    }

    /** The mean scaled point of each of the parent's segments. */
    private static final class GroupMeans {

        private final double[] sums;
        private final long[] counts;

        GroupMeans(int groups) {
            this.sums = new double[groups * Points.DIMENSIONS];
            this.counts = new long[groups];
        }

        GroupMeans add(ScaledCustomers scaled, short[] labels, Range range) {
            for (int i = range.from(); i < range.to(); i++) {
                int at = labels[i] * Points.DIMENSIONS;
                sums[at] += scaled.recency(i);
                sums[at + 1] += scaled.frequency(i);
                sums[at + 2] += scaled.monetary(i);
                counts[labels[i]]++;
            }
            return this;
        }

        void add(GroupMeans other) {
            Arrays.setAll(sums, i -> sums[i] + other.sums[i]);
            Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
        }

        List<RfmPoint> means() {
            return IntStream.range(0, counts.length)
                    .filter(group -> counts[group] > 0)
                    .mapToObj(group -> new RfmPoint(
                            sums[group * Points.DIMENSIONS] / counts[group],
                            sums[group * Points.DIMENSIONS + 1] / counts[group],
                            sums[group * Points.DIMENSIONS + 2] / counts[group]))
                    .toList();
        }
    }
}
