package io.rfmstreams.training;

import io.rfmstreams.segment.Segment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A cluster with a name.
 *
 * @param name distinct among the clusters of a model, as is its slug
 * @param archetype key of the archetype that it is named after
 * @param action recommended action for the members
 */
record NamedCluster(Cluster cluster, SegmentName name, String archetype, String action) {

    /**
     * Returns the segments of clusters. The id of a segment is the slug of its name.
     *
     * @param clusters by rank, best first
     */
    static List<Segment> segments(List<NamedCluster> clusters) {
        return IntStream.range(0, clusters.size())
                .mapToObj(i -> clusters.get(i).segment(i + 1))
                .toList();
    }

    private Segment segment(int rank) {
        return new Segment(
                name.slug(),
                name.toString(),
                rank,
                archetype,
                cluster.segmentOrigin(),
                cluster.centroid(),
                cluster.profile(),
                cluster.customers(),
                cluster.revenueShare(),
                action);
    }
}
