package io.rfmstreams.insights.question;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The customers whose next move without an order is to a lower rank or to {@code inactive}, within a number of days. */
final class SlippingQuestion implements Question {

    private static final Parameter<Integer> DAYS =
            Parameter.integer("days", "Days from now.", 1, 365).or(14);

    private static final Parameter<String> SEGMENT =
            Parameter.text("segment", "Only customers who are in this segment now.");

    private static final Parameter<SortOrder> SORT =
            Parameter.sort("-valueAtRisk", "monetaryAtStake", "nextChangeAt", "returnProbability", "customerId");

    private static final String ROWS = """
            , rows AS (
                SELECT "customerId", present.segment, "segmentName", present.rank, "nextSegment",
                    coalesce(next.name, "nextSegment") AS "nextSegmentName", "nextChangeAt",
                    ceil((epoch_ms("nextChangeAt") - %1$d) / %2$d)::BIGINT AS "daysLeft", "recencyDays", frequency,
                    greatest(monetary, 0) AS "monetaryAtStake", "returnProbability", "valueAtRisk",
                    coalesce(next.action, '') AS action
                FROM present LEFT JOIN names AS next ON next.id = "nextSegment"
                WHERE present.rank IS NOT NULL AND (next.rank > present.rank OR "nextSegment" = 'inactive')
                    AND "nextChangeAt" <= %3$s AND %4$s)
            """;

    /** Sums over the rows of an answer about customers who may leave. */
    static final String TOTALS = """
            SELECT count(*) AS customers, coalesce(sum("monetaryAtStake"), 0) AS "monetaryAtStake",
                round(sum("valueAtRisk"), 4) AS "valueAtRisk", count(*) AS total FROM rows
            """;

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(DAYS, SEGMENT, SORT, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        int days = parameters.get(DAYS);
        String segment = snapshot.checkSegment(parameters.find(SEGMENT));
        SortOrder order = parameters.get(SORT);
        Page page = parameters.page();
        String rows = ROWS.formatted(
                snapshot.now(),
                Sql.DAY_MILLIS,
                Sql.time(snapshot.daysAgo(-days)),
                Sql.isOrAny("present.segment", segment));
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("days", days);
        summary.putAll(snapshot.askOne(rows + TOTALS));
        long total = Totals.take(summary);
        return snapshot.answer(
                page, total, summary, snapshot.ask(rows + "FROM rows" + order.sql("\"customerId\"") + page.sql()));
    }
}
