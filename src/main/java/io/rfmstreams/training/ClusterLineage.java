package io.rfmstreams.training;

import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentOrigin;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How clusters continue the segments of the parent, by the customers that they share. */
final class ClusterLineage {

    private final List<Segment> segments;
    private final long[][] shared;
    private final int[] matches;

    /**
     * Matches clusters to segments, see {@link Matching}.
     *
     * @param segments segments of the parent
     * @param shared number of customers by segment of the parent, then by cluster; not copied
     */
    ClusterLineage(List<Segment> segments, long[][] shared) {
        this.segments = segments;
        this.shared = shared;
        this.matches = Matching.of(shared);
    }

    /** Returns the clusters with the segment of the parent that each continues, if any. */
    List<Cluster> withPredecessors(List<Cluster> clusters) {
        return clusters.stream()
                .map(cluster -> {
                    int match = matches[cluster.label()];
                    return cluster.withPredecessor(match < 0 ? null : segments.get(match), kind(cluster.label()));
                })
                .toList();
    }

    /**
     * Returns the share of customers, 0 to 1, whose segment has another id than their segment of the parent.
     *
     * @param named the named clusters
     */
    double movedShare(List<NamedCluster> named) {
        long all = 0;
        long stayed = 0;
        for (NamedCluster each : named) {
            int label = each.cluster().label();
            for (int segment = 0; segment < segments.size(); segment++) {
                all += shared[segment][label];
                stayed += segments.get(segment).id().equals(each.name().slug()) ? shared[segment][label] : 0;
            }
        }
        return 1 - stayed / (double) all;
    }

    /**
     * Returns how a cluster is related to the parent's segments. It is split off from a segment that has at least half of
     * the cluster's customers. A segment is merged into a cluster that has at least half of the segment's customers.
     */
    private SegmentOrigin.Kind kind(int label) {
        if (matches[label] < 0) {
            long members = 0;
            long most = 0;
            for (long[] row : shared) {
                members += row[label];
                most = Math.max(most, row[label]);
            }
            return 2 * most >= members ? SegmentOrigin.Kind.SPLIT : SegmentOrigin.Kind.NEW;
        }
        return IntStream.range(0, segments.size())
                        .anyMatch(segment -> isEnding(segment) && isMergedInto(segment, label))
                ? SegmentOrigin.Kind.MERGED
                : SegmentOrigin.Kind.SAME;
    }

    /** Returns whether no cluster continues a segment of the parent. */
    private boolean isEnding(int segment) {
        return Arrays.stream(matches).noneMatch(match -> match == segment);
    }

    private boolean isMergedInto(int segment, int cluster) {
        long members = Arrays.stream(shared[segment]).sum();
        return members > 0 && largest(shared[segment]) == cluster && 2 * shared[segment][cluster] >= members;
    }

    /** Returns the index of the largest number, the lowest index at a tie. */
    private static int largest(long[] numbers) {
        int largest = 0;
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] > numbers[largest]) {
                largest = i;
            }
        }
        return largest;
    }
}
