package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer leaves a watched segment for a lower-ranked one, or is about to leave it.
 *
 * @param raisedAt when the signal was raised, epoch milliseconds
 * @param departure the move out of the watched segment; past for {@link Kind#SLIPPED}, expected for {@link Kind#SLIPPING}
 * @param best the best segment since the last purchase
 * @param rfm RFM at {@code raisedAt}
 * @param forecast all further moves without a purchase
 * @param late whether the move that a {@link Kind#SLIPPING} signal announces was already due by the task's clock, as it can be
 *     after a downtime
 * @param modelVersion version that decided, null without a model
 */
public record ChurnSignal(
        Kind kind,
        long raisedAt,
        Departure departure,
        SegmentRef best,
        Rfm rfm,
        List<NextChange> forecast,
        boolean late,
        @Nullable Integer modelVersion) {

    /**
     * A move from a watched segment into a lower-ranked one.
     *
     * @param from segment that the customer leaves
     * @param to segment that the customer moves into
     * @param at time of the move, epoch milliseconds
     */
    public record Departure(SegmentRef from, Assignment to, long at) {}

    /** Returns this signal, late if the move that it announces is due at a time of the task's clock. */
    ChurnSignal toldAt(long now) {
        return kind != Kind.SLIPPING || departure.at() > now
                ? this
                : new ChurnSignal(kind, raisedAt, departure, best, rfm, forecast, true, modelVersion);
    }

    /** Whether the move has happened. */
    public enum Kind {
        SLIPPED,
        SLIPPING
    }
}
