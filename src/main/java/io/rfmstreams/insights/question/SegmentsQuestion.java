package io.rfmstreams.insights.question;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All segments with their customers, revenue and value at risk, and how many customers they gained in 7 and 30 days: today's
 * number less the moves into it, plus the moves out of it since then. Erased customers count neither now nor then.
 */
final class SegmentsQuestion implements Question {

    private static final Parameter<SortOrder> SORT =
            Parameter.sort("rank", "customers", "revenue", "valueAtRisk", "customersChange7", "customersChange30");

    private static final String ROWS = """
            , gained AS (
                SELECT segment, sum(step) FILTER (occurred_at > %1$s)::BIGINT AS days7, sum(step)::BIGINT AS days30
                FROM (SELECT to_segment AS segment, occurred_at, 1 AS step FROM changes
                      UNION ALL SELECT from_segment, occurred_at, -1 FROM changes)
                WHERE segment IS NOT NULL AND occurred_at > %2$s
                GROUP BY segment),
            held AS (
                SELECT segment, count(*) AS customers, avg("recencyDays") AS "recencyDays", avg(frequency) AS frequency,
                    avg(monetary) AS monetary, sum(frequency) AS orders, sum(monetary) AS revenue,
                    avg("returnProbability") AS "returnProbability", sum("valueAtRisk") AS "valueAtRisk"
                FROM present GROUP BY segment),
            rows AS (
                SELECT id AS segment, name AS "segmentName", rank, action, coalesce(customers, 0) AS customers,
                    coalesce(customers / nullif(sum(customers) OVER (), 0), 0) AS "customersShare",
                    "recencyDays", frequency, monetary,
                    CASE WHEN orders > 0 THEN round(revenue / orders, 4) END AS "averageOrderValue",
                    coalesce(revenue, 0) AS revenue,
                    coalesce(revenue / nullif(sum(revenue) OVER (), 0), 0) AS "revenueShare",
                    "returnProbability", round("valueAtRisk", 4) AS "valueAtRisk",
                    coalesce(days7, 0) AS "customersChange7", coalesce(days30, 0) AS "customersChange30"
                FROM names LEFT JOIN held ON held.segment = id LEFT JOIN gained ON gained.segment = id
                WHERE (rank IS NOT NULL OR customers > 0 OR coalesce(days30, 0) <> 0))
            """;

    private static final String TOTALS = """
            SELECT coalesce(sum(customers), 0)::BIGINT AS customers, coalesce(sum(revenue), 0) AS revenue,
                round(sum("valueAtRisk"), 4) AS "valueAtRisk", count(*) AS total FROM rows
            """;

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SORT, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        SortOrder order = parameters.get(SORT);
        Page page = parameters.page();
        String rows = rows(snapshot);
        Map<String, @Nullable Object> totals = snapshot.askOne(rows + TOTALS);
        long total = Totals.take(totals);
        return snapshot.answer(
                page,
                total,
                totals,
                snapshot.ask(rows + "SELECT * FROM rows" + order.sql("rank NULLS LAST, segment") + page.sql()));
    }

    /** Returns the row of a segment. The shares are those among all segments. */
    static Map<String, @Nullable Object> row(Snapshot snapshot, String segment) {
        Table rows = snapshot.ask(rows(snapshot) + "SELECT * FROM rows WHERE segment = ?", segment);
        return rows.rows().isEmpty() ? Map.of("segment", segment, "customers", 0L) : rows.row(0);
    }

    private static String rows(Snapshot snapshot) {
        return ROWS.formatted(Sql.time(snapshot.daysAgo(7)), Sql.time(snapshot.daysAgo(30)));
    }
}
