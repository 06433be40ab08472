package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer leaves a watched segment for a lower-ranked one, or is about to.
 *
 * @param raisedAt when that is said, epoch milliseconds
 * @param from the segment left
 * @param to where that leads
 * @param best the best segment since the last purchase
 * @param expectedAt when the customer leaves, or left
 * @param rfm at {@code raisedAt}
 * @param forecast all further moves if the customer buys nothing
 * @param action what to do with customers of {@code to}
 * @param modelVersion the version that decided
 */
public record ChurnSignal(
        Kind kind,
        long raisedAt,
        SegmentRef from,
        SegmentRef to,
        SegmentRef best,
        long expectedAt,
        Rfm rfm,
        List<NextChange> forecast,
        String action,
        @Nullable Integer modelVersion) {

    /** Whether it has happened. */
    public enum Kind {
        SLIPPED,
        SLIPPING
    }
}
