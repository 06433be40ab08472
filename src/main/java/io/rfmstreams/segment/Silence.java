package io.rfmstreams.segment;

import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of the time since a customer's last purchase.
 *
 * @param best id of the best segment in which the customer stood since then
 * @param warnedOf ids of the segments whose leaving has been warned of since then
 */
public record Silence(String best, List<String> warnedOf) {

    public Silence {
        warnedOf = List.copyOf(warnedOf);
    }

    /** One that has just begun. */
    public static Silence beginningIn(String segmentId) {
        return new Silence(segmentId, List.of());
    }

    boolean hasWarnedOf(String segmentId) {
        return !warnedOf.isEmpty() && warnedOf.contains(segmentId);
    }

    Silence warningOf(String segmentId) {
        List<String> more = new ArrayList<>(warnedOf);
        more.add(segmentId);
        return new Silence(best, more);
    }

    Silence withBest(String segmentId) {
        return best.equals(segmentId) ? this : new Silence(segmentId, warnedOf);
    }
}
