package io.rfmstreams.training;

import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.TrainingReport.Lineage;
import io.rfmstreams.segment.TrainingReport.Lineage.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How many customers the parent's segments share with clusters, and what became of whom by that. */
final class ClusterLineage {

    private final List<Segment> segments;
    private final long[][] counts;
    private final int[] matches;

    /** @param counts by segment of the parent, then by cluster; taken over */
    ClusterLineage(List<Segment> segments, long[][] counts) {
        this.segments = segments;
        this.counts = counts;
        this.matches = Matching.of(counts);
    }

    /** The segment of the parent that each cluster continues, by the label of the cluster. */
    List<Optional<Segment>> predecessors() {
        return Arrays.stream(matches)
                .mapToObj(match -> match < 0 ? Optional.<Segment>empty() : Optional.of(segments.get(match)))
                .toList();
    }

    /** The share of customers whose cluster does not continue their segment of the parent. */
    double movedShare() {
        long kept = IntStream.range(0, matches.length)
                .filter(cluster -> matches[cluster] >= 0)
                .mapToLong(cluster -> counts[matches[cluster]][cluster])
                .sum();
        long all = Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
        return 1 - kept / (double) all;
    }

    /** Where a cluster comes from: at least half of the customers of one decide. */
    Lineage lineage(int cluster, String id) {
        if (matches[cluster] < 0) {
            int largest = largest(IntStream.range(0, segments.size())
                    .mapToLong(segment -> counts[segment][cluster])
                    .toArray());
            long members = Arrays.stream(counts).mapToLong(row -> row[cluster]).sum();
            return 2 * counts[largest][cluster] >= members
                    ? new Lineage(
                            id, Origin.SPLIT, List.of(segments.get(largest).id()))
                    : new Lineage(id, Origin.NEW, List.of());
        }
        List<String> from = new ArrayList<>();
        from.add(segments.get(matches[cluster]).id());
        for (int segment = 0; segment < segments.size(); segment++) {
            if (isGone(segment) && wentInto(segment, cluster)) {
                from.add(segments.get(segment).id());
            }
        }
        return new Lineage(id, from.size() == 1 ? Origin.KEPT : Origin.MERGED, from);
    }

    private boolean isGone(int segment) {
        return Arrays.stream(matches).noneMatch(match -> match == segment);
    }

    private boolean wentInto(int segment, int cluster) {
        long members = Arrays.stream(counts[segment]).sum();
        return members > 0 && largest(counts[segment]) == cluster && 2 * counts[segment][cluster] >= members;
    }

    /** The index of the largest, the lowest at a tie. */
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
