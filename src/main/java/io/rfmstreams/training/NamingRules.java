package io.rfmstreams.training;

import java.util.List;

/**
 * How segments are named and ranked.
 *
 * @param archetypes archetypes to choose from; they also give the recommended actions
 */
public record NamingRules(Method method, Archetypes archetypes) {

    public static final NamingRules DEFAULTS = new NamingRules(Method.ARCHETYPE, Archetypes.DEFAULTS);

    /** The method of naming and ranking. */
    public enum Method {
        /** By the nearest archetype, see {@link ArchetypeNaming}. */
        ARCHETYPE,
        /** By mean spend only, see {@link SpendRankNaming}. */
        SPEND_RANK
    }

    /** Names clusters and returns them by rank, best first. */
    List<NamedCluster> name(List<Cluster> clusters) {
        return switch (method) {
            case ARCHETYPE -> new ArchetypeNaming(archetypes).name(clusters);
            case SPEND_RANK -> new SpendRankNaming(archetypes).name(clusters);
        };
    }
}
