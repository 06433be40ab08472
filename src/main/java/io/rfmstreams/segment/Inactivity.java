package io.rfmstreams.segment;

import java.util.ArrayList;
import java.util.List;

/**
 * What has happened to a customer since the last purchase.
 *
 * @param best id of the best segment since then
 * @param alerted ids of the segments for which a SLIPPING alert has been raised since then
 * @param fading whether a FADING alert is possible
 */
public record Inactivity(String best, List<String> alerted, Fading fading) {

    public Inactivity {
        alerted = List.copyOf(alerted);
    }

    /** Returns the state right after a purchase that leaves the customer in a segment. */
    public static Inactivity startingIn(String segmentId) {
        return new Inactivity(segmentId, List.of(), Fading.POSSIBLE);
    }

    boolean isAlerted(String segmentId) {
        return !alerted.isEmpty() && alerted.contains(segmentId);
    }

    Inactivity withAlert(String segmentId) {
        List<String> more = new ArrayList<>(alerted);
        more.add(segmentId);
        return new Inactivity(best, more, fading);
    }

    Inactivity withBest(String segmentId) {
        return best.equals(segmentId) ? this : new Inactivity(segmentId, alerted, fading);
    }

    Inactivity withFading(Fading other) {
        return fading == other ? this : new Inactivity(best, alerted, other);
    }
}
