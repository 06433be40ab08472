package io.rfmstreams.insights.question;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What changed in a number of days for the customers who are in a segment now, by the segment in which they were. */
final class SegmentChangesQuestion implements Question {

    private static final Parameter<Integer> DAYS =
            Parameter.integer("days", "Length of the period until now.", 1, 365).or(30);

    /** The first row is that of all customers. */
    private static final String ROWS = """
            , "then" AS (%s)
            SELECT "then".segment AS "segmentThen", coalesce(named.name, "then".segment) AS "segmentThenName",
                count(*) AS customers, avg(recency) AS "recencyDaysThen", avg("recencyDays") AS "recencyDays",
                avg("then".frequency) AS "frequencyThen", avg(present.frequency) AS frequency,
                avg("then".monetary) AS "monetaryThen", avg(present.monetary) AS monetary,
                grouping("then".segment) AS of_all
            FROM present LEFT JOIN "then" ON "then".customer_id = present."customerId"
            LEFT JOIN names AS named ON named.id = "then".segment
            WHERE present.segment = %s
            GROUP BY GROUPING SETS ((), ("then".segment, named.name))
            ORDER BY of_all DESC, customers DESC, "segmentThen"
            """;

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SegmentProfileQuestion.SEGMENT, DAYS, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String segment = snapshot.requireSegment(parameters.get(SegmentProfileQuestion.SEGMENT));
        int days = parameters.get(DAYS);
        Page page = parameters.page();
        Table rows = snapshot.ask(ROWS.formatted(
                PastCustomers.at(snapshot.daysAgo(days), snapshot.window(), segment), Sql.text(segment)));
        int columns = rows.columns().size() - 1;
        Table groups =
                new Table(rows.columns(), rows.rows().subList(1, rows.rows().size()));
        Map<String, @Nullable Object> all = rows.part(new Page(1, 0), columns).row(0);
        return snapshot.answer(page, groups.rows().size(), all, groups.part(page, columns));
    }
}
