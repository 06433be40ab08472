package io.rfmstreams.segment;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer leaves a watched segment for a lower-ranked one or is about to leave it, or has become unlikely to return.
 *
 * @param raisedAt when the signal was raised, epoch milliseconds
 * @param departure the move out of the watched segment; past for {@link Kind#SLIPPED}, expected for {@link Kind#SLIPPING};
 *     for {@link Kind#FADING} no move, but the present segment and the time of the signal
 * @param best the best segment since the last purchase
 * @param rfm RFM at {@code raisedAt}
 * @param returnProbability return probability at {@code raisedAt}, 0 to 1; null if the model has none or the customer is
 *     inactive
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
        @Nullable Double returnProbability,
        List<NextChange> forecast,
        boolean late,
        @Nullable Integer modelVersion) {

    /**
     * A move from a watched segment into a lower-ranked one, or, of a {@link Kind#FADING} signal, the present segment twice.
     *
     * @param from segment that the customer leaves
     * @param to segment that the customer moves into
     * @param at time of the move, epoch milliseconds
     */
    public record Departure(SegmentRef from, Assignment to, long at) {}

    /** Returns what the customer has spent in the window, at least 0. */
    public Money monetaryAtStake() {
        return rfm.monetary().atLeastZero();
    }

    /** Returns the part of it that is expected to be lost, rounded half-even; null without a return probability. */
    public @Nullable Money valueAtRisk() {
        return returnProbability == null
                ? null
                : new Money((long) Math.rint(monetaryAtStake().units() * (1 - returnProbability)));
    }

    /** Returns this signal, late if the move that it announces is due at a time of the task's clock. */
    ChurnSignal toldAt(long now) {
        return kind != Kind.SLIPPING || departure.at() > now
                ? this
                : new ChurnSignal(
                        kind, raisedAt, departure, best, rfm, returnProbability, forecast, true, modelVersion);
    }

    /** What has happened. */
    public enum Kind {
        /** The customer has moved. */
        SLIPPED,
        /** The customer will move unless a purchase comes. */
        SLIPPING,
        /** The return probability has fallen below {@link ChurnPolicy#returnThreshold}. */
        FADING
    }
}
