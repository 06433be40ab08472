package io.rfmstreams.training;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The archetypes that segments are named after.
 *
 * @param ranked archetypes, best first; at least one, with distinct keys and slugs of labels
 */
public record Archetypes(List<Archetype> ranked) {

    public static final Archetypes DEFAULTS = new Archetypes(List.of(
            new Archetype(
                    "champions",
                    "Champions",
                    new PercentileProfile(0.90, 0.92, 0.92),
                    "Reward them, ask for reviews and referrals, and show them what is new before anyone else"),
            new Archetype(
                    "loyal",
                    "Loyal",
                    new PercentileProfile(0.66, 0.78, 0.68),
                    "Keep them in a loyalty programme and suggest what goes with their past orders"),
            new Archetype(
                    "potential-loyalist",
                    "Potential Loyalist",
                    new PercentileProfile(0.70, 0.48, 0.46),
                    "Invite them to join the loyalty programme and give a reason for the next order"),
            new Archetype(
                    "promising",
                    "Promising",
                    new PercentileProfile(0.90, 0.15, 0.15),
                    "Follow up on the first order and make the second one easy"),
            new Archetype(
                    "occasional",
                    "Occasional",
                    new PercentileProfile(0.45, 0.22, 0.24),
                    "Remind them at the right season with a small offer on what they bought before"),
            new Archetype(
                    "cant-lose",
                    "Can't Lose",
                    new PercentileProfile(0.12, 0.88, 0.90),
                    "Call or write to them in person, find out what went wrong, and make it good"),
            new Archetype(
                    "at-risk",
                    "At-Risk",
                    new PercentileProfile(0.30, 0.66, 0.72),
                    "Win them back with a personal offer before they have settled elsewhere"),
            new Archetype(
                    "hibernating",
                    "Hibernating",
                    new PercentileProfile(0.24, 0.36, 0.36),
                    "Wake them with one strong offer, then write to them rarely"),
            new Archetype(
                    "lost",
                    "Lost",
                    new PercentileProfile(0.10, 0.12, 0.12),
                    "Try one last low-cost win-back, then stop spending on them")));

    public Archetypes {
        ranked = List.copyOf(ranked);
        if (ranked.isEmpty()) {
            throw new IllegalArgumentException("archetypes must not be empty");
        }
        Set<String> taken = new HashSet<>();
        for (Archetype archetype : ranked) {
            if (!taken.add(archetype.key()) || !taken.add("label " + archetype.slug())) {
                throw new IllegalArgumentException("archetype " + archetype.key() + " repeats a key or a label");
            }
        }
    }

    /**
     * Returns the archetype with the nearest percentiles, the better one at a tie.
     *
     * @param isFresh whether the customers have bought lately: then the fading archetypes are left out, unless there is no
     *     other
     */
    Archetype nearest(PercentileProfile percentiles, boolean isFresh) {
        boolean leavesOutFading = isFresh && !ranked.stream().allMatch(Archetype::isFading);
        return ranked.stream()
                .filter(archetype -> !leavesOutFading || !archetype.isFading())
                .min(Comparator.comparingDouble(archetype -> archetype.distance(percentiles)))
                .orElseThrow();
    }

    /** Returns the archetype with a label, if there is one. */
    Optional<Archetype> labelled(String label) {
        return ranked.stream()
                .filter(archetype -> archetype.label().equals(label))
                .findFirst();
    }

    /** Returns the archetype with a key, if there is one. */
    public Optional<Archetype> keyed(String key) {
        return ranked.stream().filter(archetype -> archetype.key().equals(key)).findFirst();
    }

    /** Returns the position of an archetype, 0 is the best. */
    int rank(Archetype archetype) {
        return ranked.indexOf(archetype);
    }
}
