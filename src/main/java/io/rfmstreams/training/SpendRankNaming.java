package io.rfmstreams.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ranks and names clusters by mean spend alone, whatever their parent called them. The names are a ladder: four segments are
 * Champions, Loyal Customers, At-Risk, Lost / Inactive; fewer leave out At-Risk, then Loyal Customers; more put in Potential
 * Loyalist, Occasional, Hibernating, Promising, in this order; from nine on Occasional has twins.
 */
final class SpendRankNaming {

    private static final String TWINNED = "occasional";
    private static final List<Rung> LADDER = List.of(
            new Rung("Champions", 1, "champions"),
            new Rung("Loyal Customers", 3, "loyal"),
            new Rung("Potential Loyalist", 5, "potential-loyalist"),
            new Rung("Promising", 8, "promising"),
            new Rung("Occasional", 6, "occasional"),
            new Rung("At-Risk", 4, "at-risk"),
            new Rung("Hibernating", 7, "hibernating"),
            new Rung("Lost / Inactive", 2, "lost"));

    private final Archetypes archetypes;

    /** @param archetypes whose actions are recommended, the default ones' where it has not the same kind */
    SpendRankNaming(Archetypes archetypes) {
        this.archetypes = archetypes;
    }

    /** The clusters by rank, best first. */
    List<NamedCluster> name(List<MatchedCluster> clusters) {
        List<MatchedCluster> ranked = clusters.stream()
                .sorted(Comparator.comparingDouble(MatchedCluster::meanSpend).reversed())
                .toList();
        List<Step> steps = steps(ranked.size());
        return IntStream.range(0, ranked.size())
                .mapToObj(i -> new NamedCluster(
                        ranked.get(i), steps.get(i).name(), action(steps.get(i).like())))
                .toList();
    }

    private String action(String key) {
        return archetypes
                .keyed(key)
                .or(() -> Archetypes.DEFAULTS.keyed(key))
                .map(Archetype::action)
                .orElse("");
    }

    private static List<Step> steps(int k) {
        List<Step> steps = new ArrayList<>();
        for (Rung rung : LADDER) {
            int twins = rung.like().equals(TWINNED) ? Math.max(1, k - LADDER.size() + 1) : 1;
            for (int ordinal = 1; ordinal <= twins && rung.leastK() <= k; ordinal++) {
                steps.add(new Step(new SegmentName(rung.label(), ordinal), rung.like()));
            }
        }
        return steps;
    }

    /** A name that models of at least {@code leastK} segments have. */
    private record Rung(String label, int leastK, String like) {}

    private record Step(SegmentName name, String like) {}
}
