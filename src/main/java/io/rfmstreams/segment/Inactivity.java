package io.rfmstreams.segment;

import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of the time since a customer's last purchase.
 *
 * @param best id of the best segment in which the customer stood since then
 * @param warnedOf ids of the segments whose leaving has been warned of since then
 */
public record Inactivity(String best, List<String> warnedOf) {

    public Inactivity {
        warnedOf = List.copyOf(warnedOf);
    }

    /** One that has just begun. */
    public static Inactivity beginningIn(String segmentId) {
        return new Inactivity(segmentId, List.of());
    }

    boolean hasWarnedOf(String segmentId) {
        return !warnedOf.isEmpty() && warnedOf.contains(segmentId);
    }

    Inactivity warningOf(String segmentId) {
        List<String> more = new ArrayList<>(warnedOf);
        more.add(segmentId);
        return new Inactivity(best, more);
    }

    Inactivity withBest(String segmentId) {
        return best.equals(segmentId) ? this : new Inactivity(segmentId, warnedOf);
    }
}
