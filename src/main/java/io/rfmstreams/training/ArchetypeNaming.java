package io.rfmstreams.training;

import io.rfmstreams.segment.Segment;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Names clusters after the nearest archetype and ranks them in the order of archetypes, twins of one archetype by mean
 * spend.
 *
 * <p>A cluster that continues a segment of the parent keeps its name, numeral included, unless another archetype is nearer
 * by {@value #MARGIN} or more (Euclidean distance in the unit cube) than the archetype of that name. A parent's name that is
 * of no archetype is not kept. Clusters without a name to keep take their archetype's first free numeral, by mean spend.
 */
final class ArchetypeNaming {

    static final double MARGIN = 0.05;

    private final Archetypes archetypes;

    ArchetypeNaming(Archetypes archetypes) {
        this.archetypes = archetypes;
    }

    /** The clusters by rank, best first. */
    List<NamedCluster> name(List<MatchedCluster> clusters) {
        List<Placed> ranked = clusters.stream()
                .map(this::place)
                .sorted(Comparator.<Placed>comparingInt(placed -> archetypes.rank(placed.archetype()))
                        .thenComparing(
                                placed -> placed.matched().meanSpend(),
                                Comparator.<Double>naturalOrder().reversed()))
                .toList();
        Set<SegmentName> taken = new HashSet<>();
        List<Optional<SegmentName>> kept =
                ranked.stream().map(placed -> placed.kept().filter(taken::add)).toList();
        return IntStream.range(0, ranked.size())
                .mapToObj(i -> named(ranked.get(i), kept.get(i), taken))
                .toList();
    }

    private static NamedCluster named(Placed placed, Optional<SegmentName> kept, Set<SegmentName> taken) {
        Archetype archetype = placed.archetype();
        return new NamedCluster(
                placed.matched(), kept.orElseGet(() -> firstFree(archetype, taken)), archetype.action());
    }

    private static SegmentName firstFree(Archetype archetype, Set<SegmentName> taken) {
        SegmentName name = SegmentName.of(archetype.label());
        while (!taken.add(name)) {
            name = name.next();
        }
        return name;
    }

    private Placed place(MatchedCluster matched) {
        PercentileProfile percentiles = matched.cluster().percentiles();
        Archetype nearest = archetypes.nearest(percentiles);
        Optional<SegmentName> present = matched.predecessor().map(Segment::name).map(SegmentName::parse);
        return present.flatMap(name -> archetypes.labelled(name.label()))
                .filter(own -> own.distance(percentiles) - nearest.distance(percentiles) < MARGIN)
                .map(own -> new Placed(matched, own, present))
                .orElseGet(() -> new Placed(matched, nearest, Optional.empty()));
    }

    /** A cluster with its archetype, and the name that it keeps if it keeps one. */
    private record Placed(MatchedCluster matched, Archetype archetype, Optional<SegmentName> kept) {}
}
