package io.rfmstreams.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The kinds of customers that segments are named after, best first, each with its place in the unit cube. */
enum Archetype {
    CHAMPIONS(
            "Champions",
            0.90,
            0.92,
            0.92,
            "Reward them, ask for reviews and referrals, and show them what is new before anyone else"),
    LOYAL("Loyal", 0.66, 0.78, 0.68, "Keep them in a loyalty programme and suggest what goes with their past orders"),
    POTENTIAL_LOYALIST(
            "Potential Loyalist",
            0.70,
            0.48,
            0.46,
            "Invite them to join the loyalty programme and give a reason for the next order"),
    PROMISING("Promising", 0.90, 0.15, 0.15, "Follow up on the first order and make the second one easy"),
    OCCASIONAL(
            "Occasional",
            0.45,
            0.22,
            0.24,
            "Remind them at the right season with a small offer on what they bought before"),
    CANT_LOSE(
            "Can't Lose",
            0.12,
            0.88,
            0.90,
            "Call or write to them in person, find out what went wrong, and make it good"),
    AT_RISK("At-Risk", 0.30, 0.66, 0.72, "Win them back with a personal offer before they have settled elsewhere"),
    HIBERNATING("Hibernating", 0.24, 0.36, 0.36, "Wake them with one strong offer, then write to them rarely"),
    LOST("Lost", 0.10, 0.12, 0.12, "Try one last low-cost win-back, then stop spending on them");

    private final String label;
    private final double freshness;
    private final double frequency;
    private final double money;
    private final String action;

    Archetype(String label, double freshness, double frequency, double money, String action) {
        this.label = label;
        this.freshness = freshness;
        this.frequency = frequency;
        this.money = money;
        this.action = action;
    }

    /** The archetype whose place is nearest; the better one at a tie. */
    static Archetype nearest(Position position) {
        return Arrays.stream(values())
                .min(Comparator.comparingDouble(archetype -> archetype.distance(position)))
                .orElseThrow();
    }

    static Optional<Archetype> labelled(String label) {
        return Arrays.stream(values())
                .filter(archetype -> archetype.label.equals(label))
                .findFirst();
    }

    double distance(Position other) {
        return new Position(freshness, frequency, money).distance(other);
    }

    String label() {
        return label;
    }

    String action() {
        return action;
    }
}
