package io.rfmstreams.training;

import io.rfmstreams.segment.Segment;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Names clusters after the nearest archetype. Clusters are ranked in the order of the archetypes, and clusters of the same
 * archetype by mean spend. A cluster of customers who bought lately, on average, takes none of the fading archetypes.
 *
 * <p>A cluster that continues a segment of the parent keeps its name, including the numeral, unless another archetype is
 * nearer by at least {@value #MARGIN} (Euclidean distance of the percentiles) than the archetype with that name. A name
 * that belongs to no archetype is not kept. Every other cluster gets the first free numeral of its archetype.
 */
final class ArchetypeNaming {

    static final double MARGIN = 0.05;

    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final Archetypes archetypes;
    private final Duration fadingAfter;

    /** @param fadingAfter least mean recency of a cluster that is named after a fading archetype */
    ArchetypeNaming(Archetypes archetypes, Duration fadingAfter) {
        this.archetypes = archetypes;
        this.fadingAfter = fadingAfter;
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
        Set<String> taken = new HashSet<>();
        List<Optional<SegmentName>> kept = ranked.stream()
                .map(match -> match.kept().filter(name -> taken.add(name.slug())))
                .toList();
        return IntStream.range(0, ranked.size())
                .mapToObj(i -> named(ranked.get(i), kept.get(i), taken))
                .toList();
    }

    private static NamedCluster named(Match match, Optional<SegmentName> kept, Set<String> taken) {
        SegmentName name = kept.orElseGet(() -> firstFree(match.archetype(), taken));
        return new NamedCluster(
                match.cluster(),
                name,
                match.archetype().key(),
                match.archetype().action());
    }

    private static SegmentName firstFree(Archetype archetype, Set<String> taken) {
        SegmentName name = SegmentName.of(archetype.label());
        while (!taken.add(name.slug())) {
            name = name.next();
        }
        return name;
    }

    private Match match(Cluster cluster) {
        PercentileProfile percentiles = cluster.percentiles();
        boolean isFresh = cluster.profile().recencyDays() * DAY_MILLIS < fadingAfter.toMillis();
        Archetype nearest = archetypes.nearest(percentiles, isFresh);
        Optional<SegmentName> present =
                Optional.ofNullable(cluster.predecessor()).map(Segment::name).map(SegmentName::parse);
        return present.flatMap(name -> archetypes.labelled(name.label()))
                .filter(own -> !(isFresh && own.isFading()) || own.equals(nearest))
                .filter(own -> own.distance(percentiles) - nearest.distance(percentiles) < MARGIN)
                .map(own -> new Match(cluster, own, present))
                .orElseGet(() -> new Match(cluster, nearest, Optional.empty()));
    }

    /** A cluster with its archetype, and with the name that it keeps, if any. */
    private record Match(Cluster cluster, Archetype archetype, Optional<SegmentName> kept) {}
}
