package io.rfmstreams.insights.question;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The customers of a segment whose recency has grown in a number of days while their orders in the window stayed flat. */
final class TrendsQuestion implements Question {

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

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String segment = snapshot.segmentOr(parameters.text("segment"), 1);
        int days = parameters.integer("days", 1, 365, 30);
        int growth = parameters.integer("recencyGrowth", 0, 365, 10);
        int orders = parameters.integer("orderChange", 0, 1000, 0);
        SortOrder order =
                SortOrder.read(parameters, "\"customerId\"", "-valueAtRisk", "monetary", "recencyGrowth", "customerId");
        Page page = parameters.page();
        parameters.finish();
        String rows = ROWS.formatted(
                PastCustomers.at(snapshot.daysAgo(days), snapshot.window()), Sql.text(segment), growth, orders);
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("segment", segment);
        summary.put("days", days);
        summary.putAll(snapshot.askOne(rows + SlippingQuestion.TOTALS));
        long total = Totals.take(summary);
        String part = "SELECT * EXCLUDE (\"monetaryAtStake\") FROM rows" + order.sql() + page.sql();
        return snapshot.answer(page, total, summary, snapshot.ask(rows + part));
    }
}
