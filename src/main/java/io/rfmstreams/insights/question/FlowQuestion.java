package io.rfmstreams.insights.question;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What preceded the moves from one segment to another: orders, spend and offers, beside those of customers who stayed. */
final class FlowQuestion implements Question {

    private static final Parameter<String> FROM =
            Parameter.text("from", "Segment before the move.").required();

    private static final Parameter<String> TO =
            Parameter.text("to", "Segment after the move.").required();

    private static final Parameter<Integer> DAYS = Parameter.integer(
                    "days", "Length of the period of the moves, until now.", 1, 3650)
            .or(90);

    private static final Parameter<Integer> BEFORE = Parameter.integer(
                    "before", "Days before the move (those who stayed: before now) that are compared.", 1, 365)
            .or(30);

    private static final String ROWS = """
            , compared AS (
                SELECT 'moved' AS "group", customer_id, max(occurred_at) AS moment, last(recency_before ORDER BY occurred_at) AS r,
                    last(frequency_before ORDER BY occurred_at) AS f, last(monetary_before ORDER BY occurred_at) AS m
                FROM changes WHERE from_segment = $1 AND to_segment = $2 AND occurred_at > %1$s GROUP BY customer_id
                UNION ALL SELECT 'stayed', "customerId", %2$s, "recencyDays", frequency, monetary
                FROM present WHERE segment = $1 AND since <= %1$s),
            preceding AS (
                SELECT "group", compared.customer_id, r, f, m, count(order_id) AS orders, coalesce(sum(amount), 0) AS spend,
                    EXISTS (SELECT 1 FROM offers WHERE offers.customer_id = compared.customer_id
                        AND offered_at <= moment AND offered_at > moment - INTERVAL %3$d DAY) AS is_offered
                FROM compared LEFT JOIN purchases ON purchases.customer_id = compared.customer_id
                    AND occurred_at <= moment AND occurred_at > moment - INTERVAL %3$d DAY
                GROUP BY ALL)
            SELECT "group", count(*) AS customers, avg(orders) AS orders, avg(spend) AS spend,
                CASE WHEN EXISTS (FROM offers) THEN avg(is_offered::INTEGER) END AS "offerShare",
                avg(r) AS "recencyDays", avg(f) AS frequency, avg(m) AS monetary
            FROM preceding GROUP BY "group" ORDER BY "group"
            """;

    private static final String MOVES = """
            SELECT count(*) AS moves, count(DISTINCT customer_id) AS customers FROM changes
            WHERE from_segment = ? AND to_segment = ? AND occurred_at >\s""";

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(FROM, TO, DAYS, BEFORE);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String from = snapshot.requireSegment(parameters.get(FROM));
        String to = snapshot.requireSegment(parameters.get(TO));
        int days = parameters.get(DAYS);
        int before = parameters.get(BEFORE);
        String start = Sql.time(snapshot.daysAgo(days));
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("from", from);
        summary.put("to", to);
        summary.put("days", days);
        summary.put("before", before);
        summary.putAll(snapshot.query(MOVES + start, from, to).row(0));
        Table rows = snapshot.ask(ROWS.formatted(start, Sql.time(snapshot.now()), before), from, to);
        return snapshot.answer(Page.WHOLE, rows.rows().size(), summary, rows);
    }
}
