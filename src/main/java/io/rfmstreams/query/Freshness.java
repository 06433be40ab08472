package io.rfmstreams.query;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * The source of an answer and its lag.
 *
 * @param origin instance whose state was read
 * @param stale whether a standby replica was read because the owner did not respond
 * @param lag number of changes of the partition's customers that the replica had not applied at the last measurement; 0
 *     for the owner's state, null if the lag is not known because Kafka did not respond
 */
public record Freshness(
        @JsonIgnore Origin origin, boolean stale, @Nullable Long lag) {

    /** The owner's state, read in this process. */
    public static final Freshness CURRENT = new Freshness(Origin.LOCAL, false, 0L);

    /** The instance whose state was read. */
    public enum Origin {
        LOCAL,
        REMOTE
    }

    public Freshness {
        if (lag == null ? !stale : lag < 0) {
            throw new IllegalArgumentException("lag must be at least 0, or null for a standby replica, not " + lag);
        }
    }

    /** Returns the freshness of a standby replica on this instance. */
    public static Freshness stale(@Nullable Long lag) {
        return new Freshness(Origin.LOCAL, true, lag);
    }
}
