package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.Window;
import org.jspecify.annotations.Nullable;

/**
 * The customers as of a time in the past, from the orders and the moves: {@code customer_id, segment, recency, frequency,
 * monetary}. Refunds are not in it, and an order leaves the window by its own time, not with the last one of its day.
 */
final class PastCustomers {

    private PastCustomers() {}

    /**
     * Returns the query for the customers who had bought by then.
     *
     * @param at epoch milliseconds, not after now
     * @param window how long an order counts
     */
    static String at(long at, Window window) {
        return at(at, window, null);
    }

    /**
     * Returns the same for the customers who are in a segment now.
     *
     * @param segment null for all
     */
    static String at(long at, Window window, @Nullable String segment) {
        String wanted = segment == null
                ? ""
                : "SEMI JOIN (FROM customers WHERE segment = " + Sql.text(segment) + ") USING (customer_id) ";
        String then = Sql.time(at);
        String counts = window.isLifetime() ? "true" : "occurred_at > " + Sql.time(at - window.millis());
        return """
                SELECT orders.customer_id, coalesce(later.segment, customers.segment) AS segment, recency, orders.frequency,
                    coalesce(orders.monetary, 0) AS monetary
                FROM (SELECT customer_id, %1$s AS recency, count(*) FILTER (%2$s) AS frequency,
                          sum(amount) FILTER (%2$s) AS monetary
                      FROM purchases %4$sWHERE occurred_at <= %3$s GROUP BY customer_id) AS orders
                JOIN customers USING (customer_id)
                LEFT JOIN (SELECT customer_id, arg_min(coalesce(from_segment, 'new'), sequence) AS segment
                           FROM changes WHERE occurred_at > %3$s AND direction <> 'ERASED' GROUP BY customer_id) AS later
                    USING (customer_id)""".formatted(Sql.days("max(occurred_at)", then), counts, then, wanted);
    }
}
