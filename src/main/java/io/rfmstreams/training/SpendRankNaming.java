package io.rfmstreams.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ranks and names clusters by mean spend only. The parent's names are not kept.
 *
 * <p>Four segments are named Champions, Loyal Customers, At-Risk, and Lost / Inactive. Three segments lack At-Risk, two
 * lack Loyal Customers as well. More segments add Potential Loyalist, Occasional, Hibernating and Promising, in this order.
 * From nine segments on there are several named Occasional, with numerals.
 */
final class SpendRankNaming {

    /** The name that is repeated once all names are used. */
    private static final String REPEATED = "occasional";

    private static final List<SpendRank> RANKS = List.of(
            new SpendRank("Champions", 1, "champions"),
            new SpendRank("Loyal Customers", 3, "loyal"),
            new SpendRank("Potential Loyalist", 5, "potential-loyalist"),
            new SpendRank("Promising", 8, "promising"),
            new SpendRank("Occasional", 6, "occasional"),
            new SpendRank("At-Risk", 4, "at-risk"),
            new SpendRank("Hibernating", 7, "hibernating"),
            new SpendRank("Lost / Inactive", 2, "lost"));

    private final Archetypes archetypes;

    /** @param archetypes give the recommended actions; missing archetypes are replaced by the default ones */
    SpendRankNaming(Archetypes archetypes) {
        this.archetypes = archetypes;
    }

    /** Names clusters and returns them by rank, best first. */
    List<NamedCluster> name(List<Cluster> clusters) {
        List<Cluster> ranked = clusters.stream()
                .sorted(Comparator.comparingDouble(Cluster::meanSpend).reversed())
                .toList();
        List<Choice> choices = choices(ranked.size());
        return IntStream.range(0, ranked.size())
                .mapToObj(i -> new NamedCluster(
                        ranked.get(i),
                        choices.get(i).name(),
                        choices.get(i).archetype(),
                        action(choices.get(i).archetype())))
                .toList();
    }

    private String action(String key) {
        return archetypes
                .keyed(key)
                .or(() -> Archetypes.DEFAULTS.keyed(key))
                .map(Archetype::action)
                .orElse("");
    }

    private static List<Choice> choices(int k) {
        List<Choice> choices = new ArrayList<>();
        for (SpendRank rank : RANKS) {
            int count = rank.archetype().equals(REPEATED) ? Math.max(1, k - RANKS.size() + 1) : 1;
            for (int ordinal = 1; ordinal <= count && rank.minK() <= k; ordinal++) {
                choices.add(new Choice(new SegmentName(rank.label(), ordinal), rank.archetype()));
            }
        }
        return choices;
    }

    /** A name that models with at least {@code minK} segments have, and the key of the archetype with its action. */
    private record SpendRank(String label, int minK, String archetype) {}

    private record Choice(SegmentName name, String archetype) {}
}
