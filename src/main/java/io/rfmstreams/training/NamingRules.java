package io.rfmstreams.training;

import java.util.List;

/**
 * How segments get names and ranks.
 *
 * @param archetypes names to choose from, and actions
 */
public record NamingRules(Naming naming, Archetypes archetypes) {

    public static final NamingRules DEFAULTS = new NamingRules(Naming.ARCHETYPE, Archetypes.DEFAULTS);

    /** The clusters by rank, best first. */
    List<NamedCluster> name(List<MatchedCluster> clusters) {
        return switch (naming) {
            case ARCHETYPE -> new ArchetypeNaming(archetypes).name(clusters);
            case SPEND_RANK -> new SpendRankNaming(archetypes).name(clusters);
        };
    }
}
