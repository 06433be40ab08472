package io.rfmstreams.training;

import java.time.Duration;
import java.util.List;

/**
 * How segments are named and ranked.
 *
 * @param archetypes archetypes to choose from; they also give the recommended actions
 * @param fadingAfter least mean recency of a segment that is named after a fading archetype
 */
public record NamingRules(Method method, Archetypes archetypes, Duration fadingAfter) {

    public static final NamingRules DEFAULTS =
            new NamingRules(Method.ARCHETYPE, Archetypes.DEFAULTS, Duration.ofDays(30));

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
            case ARCHETYPE -> new ArchetypeNaming(archetypes, fadingAfter).name(clusters);
            case SPEND_RANK -> new SpendRankNaming(archetypes).name(clusters);
        };
    }
}
