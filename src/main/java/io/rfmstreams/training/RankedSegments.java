package io.rfmstreams.training;

import io.rfmstreams.segment.Segment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Turns named clusters into segments with rank and id. A cluster that continues a segment of the parent keeps its id; a new
 * one takes the slug of its name, with the first number that makes it unique.
 */
final class RankedSegments {

    private RankedSegments() {}

    /** @param clusters by rank, best first */
    static List<Segment> of(List<NamedCluster> clusters) {
        Set<String> kept = clusters.stream()
                .flatMap(cluster -> cluster.matched().predecessor().stream())
                .map(Segment::id)
                .collect(Collectors.toCollection(HashSet::new));
        return IntStream.range(0, clusters.size())
                .mapToObj(i -> segment(clusters.get(i), i + 1, kept))
                .toList();
    }

    private static Segment segment(NamedCluster named, int rank, Set<String> taken) {
        Cluster cluster = named.matched().cluster();
        return new Segment(
                named.matched().predecessor().map(Segment::id).orElseGet(() -> freshId(named.name(), taken)),
                named.name().toString(),
                rank,
                cluster.centroid(),
                cluster.profile(),
                cluster.customers(),
                cluster.revenueShare(),
                named.action());
    }

    private static String freshId(SegmentName name, Set<String> taken) {
        SegmentName unique = name;
        while (!taken.add(unique.slug())) {
            unique = unique.next();
        }
        return unique.slug();
    }
}
