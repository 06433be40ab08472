package io.rfmstreams.insights.question;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All segments with their customers, revenue and value at risk, and how many customers they gained in 7 and 30 days: today's
 * number less the moves into it, plus the moves out of it since then. Erased customers count neither now nor then. The totals are no
 * window function: with {@code OVER ()}, DuckDB 1.5.5 fails now and then and closes the database (its issue 25713).
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
            held AS MATERIALIZED (
                SELECT segment, count(*) AS customers, avg("recencyDays") AS "recencyDays", avg(frequency) AS frequency,
                    avg(monetary) AS monetary, sum(frequency) AS orders, sum(monetary) AS revenue,
                    avg("returnProbability") AS "returnProbability", sum("valueAtRisk") AS "valueAtRisk"
                FROM present GROUP BY segment),
            totals AS (
                SELECT coalesce(sum(customers), 0)::BIGINT AS "allCustomers", coalesce(sum(revenue), 0) AS "allRevenue",
                    round(sum("valueAtRisk"), 4) AS "allAtRisk"
                FROM held WHERE segment IN (SELECT id FROM names)),
            rows AS (
                SELECT id AS segment, name AS "segmentName", rank, action, coalesce(customers, 0) AS customers,
                    coalesce(customers / nullif("allCustomers", 0), 0) AS "customersShare",
                    "recencyDays", frequency, monetary,
                    CASE WHEN orders > 0 THEN round(revenue / orders, 4) END AS "averageOrderValue",
                    coalesce(revenue, 0) AS revenue,
                    coalesce(revenue / nullif("allRevenue", 0), 0) AS "revenueShare",
                    "returnProbability", round("valueAtRisk", 4) AS "valueAtRisk",
                    coalesce(days7, 0) AS "customersChange7", coalesce(days30, 0) AS "customersChange30"
                FROM names LEFT JOIN held ON held.segment = id LEFT JOIN gained ON gained.segment = id CROSS JOIN totals
                WHERE (rank IS NOT NULL OR customers > 0 OR coalesce(days30, 0) <> 0))
            """;

    /** With the totals of all segments, so that the customers are read once. */
    private static final String WITH_TOTALS =
            "SELECT rows.*, \"allCustomers\", \"allRevenue\", \"allAtRisk\" FROM rows CROSS JOIN totals ";

    private static final List<String> SUMMARY = List.of("customers", "revenue", "valueAtRisk");
    private static final Map<String, Long> NOTHING = Map.of("customers", 0L, "revenue", 0L);

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SORT, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        SortOrder order = parameters.get(SORT);
        Page page = parameters.page();
        Table all = snapshot.ask(rows(snapshot) + WITH_TOTALS + order.sql("rank NULLS LAST, segment"));
        int columns = all.columns().size() - SUMMARY.size();
        Map<String, @Nullable Object> totals = new LinkedHashMap<>();
        for (String name : SUMMARY) {
            totals.put(
                    name,
                    all.rows().isEmpty() ? NOTHING.get(name) : all.rows().get(0).get(columns + SUMMARY.indexOf(name)));
        }
        return snapshot.answer(page, all.rows().size(), totals, all.part(page, columns));
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
