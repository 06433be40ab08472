package io.rfmstreams.training;

import io.rfmstreams.segment.Segment;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster with a name.
 *
 * @param action recommended action for the members
 */
record NamedCluster(Cluster cluster, SegmentName name, String action) {

    /**
     * Returns the segments of clusters. A cluster with a predecessor keeps its id. Any other gets the slug of its name,
     * with the first ordinal that makes the id unique.
     *
     * @param clusters by rank, best first
     */
    static List<Segment> segments(List<NamedCluster> clusters) {
        Set<String> taken = clusters.stream()
                .map(named -> named.cluster().predecessor())
                .filter(Objects::nonNull)
                .map(Segment::id)
                .collect(Collectors.toCollection(HashSet::new));
        return IntStream.range(0, clusters.size())
                .mapToObj(i -> clusters.get(i).segment(i + 1, taken))
                .toList();
    }

    private Segment segment(int rank, Set<String> taken) {
        Segment predecessor = cluster.predecessor();
        return new Segment(
                predecessor == null ? newId(taken) : predecessor.id(),
                name.toString(),
                rank,
                cluster.centroid(),
                cluster.profile(),
                cluster.customers(),
                cluster.revenueShare(),
                action);
    }

    private String newId(Set<String> taken) {
        SegmentName unique = name;
        while (!taken.add(unique.slug())) {
            unique = unique.next();
        }
        return unique.slug();
    }
}
