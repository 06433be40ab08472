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

    private static final List<Rung> LADDER = List.of(
            new Rung("Champions", 1, Archetype.CHAMPIONS),
            new Rung("Loyal Customers", 3, Archetype.LOYAL),
            new Rung("Potential Loyalist", 5, Archetype.POTENTIAL_LOYALIST),
            new Rung("Promising", 8, Archetype.PROMISING),
            new Rung("Occasional", 6, Archetype.OCCASIONAL),
            new Rung("At-Risk", 4, Archetype.AT_RISK),
            new Rung("Hibernating", 7, Archetype.HIBERNATING),
            new Rung("Lost / Inactive", 2, Archetype.LOST));

    private SpendRankNaming() {}

    /** The clusters by rank, best first. */
    static List<NamedCluster> name(List<MatchedCluster> clusters) {
        List<MatchedCluster> ranked = clusters.stream()
                .sorted(Comparator.comparingDouble(MatchedCluster::meanSpend).reversed())
                .toList();
        List<Step> steps = steps(ranked.size());
        return IntStream.range(0, ranked.size())
                .mapToObj(i -> new NamedCluster(
                        ranked.get(i), steps.get(i).name(), steps.get(i).like().action()))
                .toList();
    }

    private static List<Step> steps(int k) {
        List<Step> steps = new ArrayList<>();
        for (Rung rung : LADDER) {
            int twins = rung.like() == Archetype.OCCASIONAL ? Math.max(1, k - LADDER.size() + 1) : 1;
            for (int ordinal = 1; ordinal <= twins && rung.leastK() <= k; ordinal++) {
                steps.add(new Step(new SegmentName(rung.label(), ordinal), rung.like()));
            }
        }
        return steps;
    }

    /** A name that models of at least {@code leastK} segments have. */
    private record Rung(String label, int leastK, Archetype like) {}

    private record Step(SegmentName name, Archetype like) {}
}
