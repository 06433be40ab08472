package io.rfmstreams.segment;

import io.rfmstreams.segment.ChurnSignal.Departure;
import org.jspecify.annotations.Nullable;

/**
 * The next events that time alone will bring to a customer.
 *
 * @param nextChange the next segment change, null if there is none
 * @param pendingAlert the next SLIPPING alert, null if there is none
 * @param boundary when the next bucket leaves the window or cold start ends, epoch milliseconds;
 *     {@link ForecastPath#NEVER} if neither will happen
 */
public record Projection(
        @Nullable NextChange nextChange, @Nullable PendingAlert pendingAlert, long boundary) {

    /**
     * A SLIPPING alert that has not been raised yet.
     *
     * @param departure the move that the alert announces
     * @param dueAt when the alert is due, epoch milliseconds; can be in the past
     */
    record PendingAlert(Departure departure, long dueAt) {}

    static final Projection NOTHING = new Projection(null, null, ForecastPath.NEVER);

    /** Returns the first time after a given time at which anything is due; {@link ForecastPath#NEVER} if there is none. */
    long nextDueAfter(long time) {
        long earliest = nextChange == null ? boundary : Math.min(boundary, nextChange.at());
        if (pendingAlert != null && pendingAlert.dueAt() > time) {
            earliest = Math.min(earliest, pendingAlert.dueAt());
        }
        return earliest > ForecastPath.LAST_MOMENT ? ForecastPath.NEVER : earliest;
    }

    Projection withoutAlert() {
        return new Projection(nextChange, null, boundary);
    }

    /** Returns whether nothing but an alert is due at a time. */
    boolean isAlertOnly(long time) {
        return time < boundary && (nextChange == null || time < nextChange.at());
    }
}
