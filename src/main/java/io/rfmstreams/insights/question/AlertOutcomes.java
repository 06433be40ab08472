package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.DayBucket;

/**
 * The alerts with their outcomes: {@code returned} once the customer has bought within a horizon after the alert, {@code lost}
 * once the horizon has passed without an order, {@code open} until then.
 */
final class AlertOutcomes {

    /** The outcomes. */
    enum Outcome {
        OPEN,
        RETURNED,
        LOST
    }

    private AlertOutcomes() {}

    /**
     * Returns the definition of {@code outcomes}.
     *
     * @param horizon in days
     * @param now epoch milliseconds
     * @param condition which alerts, on the columns of {@code alerts}
     */
    static String with(int horizon, long now, String condition) {
        return """
                , wanted AS (FROM alerts WHERE %3$s),
                outcomes AS (
                    SELECT *, CASE WHEN returned_at IS NOT NULL THEN 'returned'
                        WHEN raised_at <= %2$s THEN 'lost' ELSE 'open' END AS outcome
                    FROM (SELECT alert_id, min(occurred_at) AS returned_at
                          FROM wanted LEFT JOIN purchases ON purchases.customer_id = wanted.customer_id
                              AND occurred_at > raised_at AND occurred_at <= raised_at + INTERVAL %1$d DAY
                              AND occurred_at > (SELECT min(raised_at) FROM wanted)
                          GROUP BY alert_id) AS returns JOIN wanted USING (alert_id))
                """.formatted(horizon, Sql.time(now - horizon * DayBucket.DAY_MILLIS), condition);
    }
}
