package io.rfmstreams.segment;

import org.jspecify.annotations.Nullable;

/**
 * What time alone will do to a customer, as far as it must be known to meet it.
 *
 * @param nextChange the next move; null if there is none
 * @param decline the first move into a lower-ranked segment; null if there is none, or it is nobody's concern
 * @param boundary when the next bucket leaves the window, or cold start ends, epoch milliseconds; {@link ForecastPath#NEVER}
 *     if neither is to come
 */
public record Projection(
        @Nullable NextChange nextChange, @Nullable Decline decline, long boundary) {

    /**
     * A move into a lower-ranked segment.
     *
     * @param at when it comes, epoch milliseconds
     * @param warnsAt when to warn of it, which may be past
     */
    record Decline(Assignment to, long at, long warnsAt) {}

    static final Projection NOTHING = new Projection(null, null, ForecastPath.NEVER);

    /** The first moment after the given one at which anything is to be done; {@link ForecastPath#NEVER} if there is none. */
    long wakeUp(long after) {
        long earliest = nextChange == null ? boundary : Math.min(boundary, nextChange.at());
        if (decline != null && decline.warnsAt() > after) {
            earliest = Math.min(earliest, decline.warnsAt());
        }
        return earliest > ForecastPath.LAST_MOMENT ? ForecastPath.NEVER : earliest;
    }

    /** The same for someone who is not to be warned of any more. */
    Projection withoutDecline() {
        return new Projection(nextChange, null, boundary);
    }

    /** Whether nothing but a warning is due at a moment. */
    boolean isJustWarning(long moment) {
        return moment < boundary && (nextChange == null || moment < nextChange.at());
    }
}
