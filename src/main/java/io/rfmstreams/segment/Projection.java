package io.rfmstreams.segment;

import io.rfmstreams.segment.ChurnSignal.Departure;
import org.jspecify.annotations.Nullable;

/**
 * The next events that time alone will bring to a customer.
 *
 * @param nextChange the next segment change, null if there is none
 * @param pendingAlert the next SLIPPING alert, null if there is none
 * @param fadesAt the first time, before the next evaluation, at which the return probability is below the threshold of
 *     FADING alerts while an alert is possible, epoch milliseconds; not before the last evaluation; {@link
 *     ForecastPath#NEVER} if there is none
 * @param boundary when the next bucket leaves the window or cold start ends, epoch milliseconds;
 *     {@link ForecastPath#NEVER} if neither will happen
 * @param rowsExpireAt when orders and refunds that are kept one by one expire while no bucket counts, epoch milliseconds;
 *     {@link ForecastPath#NEVER} if they do not
 */
public record Projection(
        @Nullable NextChange nextChange,
        @Nullable PendingAlert pendingAlert,
        long fadesAt,
        long boundary,
        long rowsExpireAt) {

    /**
     * A SLIPPING alert that has not been raised yet.
     *
     * @param departure the move that the alert announces
     * @param dueAt when the alert is due, epoch milliseconds; can be in the past
     */
    record PendingAlert(Departure departure, long dueAt) {}

    /** Returns the projection of somebody to whom nothing happens but that rows expire. */
    static Projection ofRows(long rowsExpireAt) {
        return new Projection(null, null, ForecastPath.NEVER, ForecastPath.NEVER, rowsExpireAt);
    }

    /** Returns the first time after a given time at which anything is due; {@link ForecastPath#NEVER} if there is none. */
    long nextDueAfter(long time) {
        long earliest = Math.min(boundary, rowsExpireAt);
        if (nextChange != null) {
            earliest = Math.min(earliest, nextChange.at());
        }
        if (pendingAlert != null && pendingAlert.dueAt() > time) {
            earliest = Math.min(earliest, pendingAlert.dueAt());
        }
        if (fadesAt > time) {
            earliest = Math.min(earliest, fadesAt);
        }
        return earliest > ForecastPath.LAST_MOMENT ? ForecastPath.NEVER : earliest;
    }

    Projection withoutPendingAlert() {
        return new Projection(nextChange, null, fadesAt, boundary, rowsExpireAt);
    }

    Projection withoutFading() {
        return new Projection(nextChange, pendingAlert, ForecastPath.NEVER, boundary, rowsExpireAt);
    }

    Projection withRowsExpireAt(long time) {
        return new Projection(nextChange, pendingAlert, fadesAt, boundary, time);
    }

    /** Returns whether nothing but an alert is due at a time. */
    boolean isAlertOnly(long time) {
        return time < rowsExpireAt && isBeforeEvaluation(time);
    }

    /** Returns whether nothing but the expiry of rows is due at a time, which affects no evaluation. */
    boolean isExpiryOnly(long time) {
        return time >= rowsExpireAt && isBeforeEvaluation(time);
    }

    private boolean isBeforeEvaluation(long time) {
        return time < boundary && (nextChange == null || time < nextChange.at());
    }
}
