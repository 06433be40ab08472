package io.rfmstreams.training;

import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.TrainingReport.Lineage;
import io.rfmstreams.segment.TrainingReport.Lineage.Origin;
import java.util.ArrayList;
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
                    return match < 0 ? cluster : cluster.withPredecessor(segments.get(match));
                })
                .toList();
    }

    /** Returns the share of customers, 0 to 1, whose cluster does not continue their segment of the parent. */
    double movedShare() {
        long kept = IntStream.range(0, matches.length)
                .filter(cluster -> matches[cluster] >= 0)
                .mapToLong(cluster -> shared[matches[cluster]][cluster])
                .sum();
        long all = Arrays.stream(shared).flatMapToLong(Arrays::stream).sum();
        return 1 - kept / (double) all;
    }

    /**
     * Returns the segments of the parent that a cluster comes from. A cluster is split off from a segment that has at least
     * half of the cluster's customers. A segment is merged into a cluster that has at least half of the segment's
     * customers.
     *
     * @param label label of the cluster
     * @param id id of the segment that the cluster becomes
     */
    Lineage lineage(int label, String id) {
        if (matches[label] < 0) {
            int largest = largest(IntStream.range(0, segments.size())
                    .mapToLong(segment -> shared[segment][label])
                    .toArray());
            long members = Arrays.stream(shared).mapToLong(row -> row[label]).sum();
            return 2 * shared[largest][label] >= members
                    ? new Lineage(
                            id, Origin.SPLIT, List.of(segments.get(largest).id()))
                    : new Lineage(id, Origin.NEW, List.of());
        }
        List<String> from = new ArrayList<>();
        from.add(segments.get(matches[label]).id());
        for (int segment = 0; segment < segments.size(); segment++) {
            if (isEnding(segment) && isMergedInto(segment, label)) {
                from.add(segments.get(segment).id());
            }
        }
        return new Lineage(id, from.size() == 1 ? Origin.KEPT : Origin.MERGED, from);
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
