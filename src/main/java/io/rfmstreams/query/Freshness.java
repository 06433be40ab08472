package io.rfmstreams.query;

/**
 * Where an answer comes from, and how far it may be behind.
 *
 * @param origin which instance's state it was read from
 * @param stale whether it was read from a copy because the customer's owner is away
 * @param lag how many changes of the partition's customers the copy had not taken yet, when that was last looked at; 0 for
 *     the owner's own state
 */
public record Freshness(Origin origin, boolean stale, long lag) {

    /** Read from the owner's state, in this process. */
    public static final Freshness CURRENT = new Freshness(Origin.LOCAL, false, 0);

    /** Where the state was read. */
    public enum Origin {
        LOCAL,
        REMOTE
    }

    public Freshness {
        if (lag < 0) {
            throw new IllegalArgumentException("lag must be at least 0, not " + lag);
        }
    }

    /** From a copy. */
    public static Freshness stale(long lag) {
        return new Freshness(Origin.LOCAL, true, lag);
    }
}
