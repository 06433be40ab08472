package io.rfmstreams.insights.question;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The customers of a segment whose recency has grown in a number of days while their orders in the window stayed flat. */
final class TrendsQuestion implements Question {

    private static final Parameter<String> SEGMENT =
            Parameter.text("segment", "Only customers who are in this segment now. Default: the segment with rank 1.");

    private static final Parameter<Integer> DAYS =
            Parameter.integer("days", "Length of the period until now.", 1, 365).or(30);

    private static final Parameter<Integer> GROWTH = Parameter.integer(
                    "recencyGrowth", "Only customers whose recency has grown by more than so many days.", 0, 365)
            .or(10);

    private static final Parameter<Integer> ORDERS = Parameter.integer(
                    "orderChange",
                    "Only customers whose number of orders in the window has changed by at most so many.",
                    0,
                    1000)
            .or(0);

    private static final Parameter<SortOrder> SORT =
            Parameter.sort("-valueAtRisk", "monetary", "recencyGrowth", "customerId");

    private static final String ROWS = """
            , "then" AS (%1$s), rows AS (
                SELECT "customerId", present.segment, "segmentName", rank, recency AS "recencyDaysThen", "recencyDays",
                    "recencyDays" - recency AS "recencyGrowth", "then".frequency AS "frequencyThen",
                    present.frequency AS frequency, "then".monetary AS "monetaryThen", present.monetary AS monetary,
                    "returnProbability", "valueAtRisk", "nextSegment", "nextChangeAt", coalesce(action, '') AS action,
                    greatest(present.monetary, 0) AS "monetaryAtStake"
                FROM present JOIN "then" ON "then".customer_id = "customerId"
                WHERE present.segment = %2$s AND "recencyDays" - recency > %3$d
                    AND abs(present.frequency - "then".frequency) <= %4$d)
            """;

    private static final String TOTALS = """
            SELECT count(*) AS customers, coalesce(sum("monetaryAtStake"), 0) AS "monetaryAtStake",
                round(sum("valueAtRisk"), 4) AS "valueAtRisk", count(*) AS total FROM rows
            """;

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SEGMENT, DAYS, GROWTH, ORDERS, SORT, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String segment = snapshot.segmentOr(parameters.find(SEGMENT), 1);
        int days = parameters.get(DAYS);
        int growth = parameters.get(GROWTH);
        int orders = parameters.get(ORDERS);
        SortOrder order = parameters.get(SORT);
        Page page = parameters.page();
        String rows = ROWS.formatted(
                PastCustomers.at(snapshot.daysAgo(days), snapshot.window(), segment),
                Sql.text(segment),
                growth,
                orders);
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("segment", segment);
        summary.put("days", days);
        summary.putAll(snapshot.askOne(rows + TOTALS));
        long total = Totals.take(summary);
        String part = "SELECT * EXCLUDE (\"monetaryAtStake\") FROM rows" + order.sql("\"customerId\"") + page.sql();
        return snapshot.answer(page, total, summary, snapshot.ask(rows + part));
    }
}
