package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The number of customers of each segment from now on if nobody buys. The first move of each customer is that of the profile.
 * After it, only the move to {@code inactive} is known: it comes when the last order leaves the window. Moves between these two
 * need the purchase history, which the read model does not have in full.
 */
final class ForecastQuestion implements Question {

    private static final Parameter<Integer> DAYS =
            Parameter.integer("days", "Days from now.", 1, 365).or(90);

    private static final Parameter<Integer> STEP =
            Parameter.integer("step", "Days between two times.", 1, 90).or(7);

    private static final String ROWS = """
            , steps AS (
                SELECT day, %3$s + to_days(day::INTEGER) AS moment
                FROM (SELECT DISTINCT least(day, %1$d) AS day FROM range(0, %1$d + %2$d, %2$d) AS days(day))),
            sizes AS (
                SELECT day, CASE
                        WHEN frequency > 0 AND %4$s <= moment THEN 'inactive'
                        WHEN "nextChangeAt" <= moment THEN "nextSegment" ELSE segment END AS segment,
                    count(*) AS customers, sum(monetary) AS monetary
                FROM present, steps GROUP BY ALL),
            sized AS (
                SELECT day, moment, segment, coalesce(customers, 0) AS customers, coalesce(monetary, 0) AS monetary
                FROM steps CROSS JOIN (SELECT DISTINCT segment FROM sizes) LEFT JOIN sizes USING (day, segment)),
            rows AS (
                SELECT moment AS "at", day, segment, coalesce(name, segment) AS "segmentName", rank, customers,
                    customers - first_value(customers) OVER (PARTITION BY segment ORDER BY day) AS change, monetary
                FROM sized LEFT JOIN names ON id = segment)
            """;

    private static final String LEAVING = """
            SELECT count(*) AS leaving, coalesce(sum(greatest(monetary, 0)), 0) AS "monetaryAtStake"
            FROM present JOIN names AS next ON next.id = "nextSegment"
            WHERE present.rank IS NOT NULL AND (next.rank > present.rank OR next.id = 'inactive') AND "nextChangeAt" <=\s""";

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(DAYS, STEP, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        int days = parameters.get(DAYS);
        int step = parameters.get(STEP);
        Page page = parameters.page();
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("days", days);
        summary.put("step", step);
        summary.putAll(snapshot.askOne(LEAVING + Sql.time(snapshot.daysAgo(-days))));
        String rows = ROWS.formatted(days, step, Sql.time(snapshot.now()), inactiveAt(snapshot.window()));
        Object total =
                snapshot.askOne(rows + "SELECT count(*) AS total FROM rows").get("total");
        Table table = snapshot.ask(rows + "FROM rows ORDER BY day, rank NULLS LAST, segment" + page.sql());
        return snapshot.answer(page, total instanceof Long number ? number : 0, summary, table);
    }

    private static String inactiveAt(Window window) {
        return window.isLifetime()
                ? "NULL::TIMESTAMP"
                : "\"lastPurchaseAt\" + to_milliseconds(" + window.millis() + "::BIGINT)";
    }
}
