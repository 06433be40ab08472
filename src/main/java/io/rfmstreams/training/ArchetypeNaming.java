package io.rfmstreams.training;

import io.rfmstreams.segment.Segment;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Names clusters after the nearest archetype. Clusters are ranked in the order of the archetypes, and clusters of the same
 * archetype by mean spend.
 *
 * <p>A cluster that continues a segment of the parent keeps its name, including the numeral, unless another archetype is
 * nearer by at least {@value #MARGIN} (Euclidean distance of the percentiles) than the archetype with that name. A name
 * that belongs to no archetype is not kept. Every other cluster gets the first free numeral of its archetype.
 */
final class ArchetypeNaming {

    static final double MARGIN = 0.05;

    private final Archetypes archetypes;

    ArchetypeNaming(Archetypes archetypes) {
        this.archetypes = archetypes;
    }

    /** Names clusters and returns them by rank, best first. */
    List<NamedCluster> name(List<Cluster> clusters) {
        List<Match> ranked = clusters.stream()
                .map(this::match)
                .sorted(Comparator.<Match>comparingInt(match -> archetypes.rank(match.archetype()))
                        .thenComparing(
                                match -> match.cluster().meanSpend(),
                                Comparator.<Double>naturalOrder().reversed()))
                .toList();
        Set<SegmentName> taken = new HashSet<>();
        List<Optional<SegmentName>> kept =
                ranked.stream().map(match -> match.kept().filter(taken::add)).toList();
        return IntStream.range(0, ranked.size())
                .mapToObj(i -> named(ranked.get(i), kept.get(i), taken))
                .toList();
    }

    private static NamedCluster named(Match match, Optional<SegmentName> kept, Set<SegmentName> taken) {
        Archetype archetype = match.archetype();
        return new NamedCluster(match.cluster(), kept.orElseGet(() -> firstFree(archetype, taken)), archetype.action());
    }

    private static SegmentName firstFree(Archetype archetype, Set<SegmentName> taken) {
        SegmentName name = SegmentName.of(archetype.label());
        while (!taken.add(name)) {
            name = name.next();
        }
        return name;
    }

    private Match match(Cluster cluster) {
        PercentileProfile percentiles = cluster.percentiles();
        Archetype nearest = archetypes.nearest(percentiles);
        Optional<SegmentName> present =
                Optional.ofNullable(cluster.predecessor()).map(Segment::name).map(SegmentName::parse);
        return present.flatMap(name -> archetypes.labelled(name.label()))
                .filter(own -> own.distance(percentiles) - nearest.distance(percentiles) < MARGIN)
                .map(own -> new Match(cluster, own, present))
                .orElseGet(() -> new Match(cluster, nearest, Optional.empty()));
    }

    /** A cluster with its archetype, and with the name that it keeps, if any. */
    private record Match(Cluster cluster, Archetype archetype, Optional<SegmentName> kept) {}
}
