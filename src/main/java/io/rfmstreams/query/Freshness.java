package io.rfmstreams.query;

import org.jspecify.annotations.Nullable;

/**
 * Where an answer comes from, and how far it may be behind.
 *
 * @param origin which instance's state it was read from
 * @param stale whether it was read from a copy because the customer's owner is away
 * @param lag how many changes of the partition's customers the copy had not taken yet, when that was last measured; 0 for the
 *     owner's own state, null where it was not measured, because Kafka did not answer
 */
public record Freshness(
        Origin origin, boolean stale, @Nullable Long lag) {

    /** Read from the owner's state, in this process. */
    public static final Freshness CURRENT = new Freshness(Origin.LOCAL, false, 0L);

    /** Where the state was read. */
    public enum Origin {
        LOCAL,
        REMOTE
    }

    public Freshness {
        if (lag == null ? !stale : lag < 0) {
            throw new IllegalArgumentException("lag must be at least 0, or null for a copy, not " + lag);
        }
    }

    /** From a copy. */
    public static Freshness stale(@Nullable Long lag) {
        return new Freshness(Origin.LOCAL, true, lag);
    }
}
