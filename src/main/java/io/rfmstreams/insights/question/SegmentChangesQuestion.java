package io.rfmstreams.insights.question;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What changed in a number of days for the customers who are in a segment now, by the segment in which they were. */
final class SegmentChangesQuestion implements Question {

    private static final Parameter<Integer> DAYS =
            Parameter.integer("days", "Length of the period until now.", 1, 365).or(30);

    private static final String MEANS = """
            count(*) AS customers, avg(recency) AS "recencyDaysThen", avg("recencyDays") AS "recencyDays",
            avg("then".frequency) AS "frequencyThen", avg(present.frequency) AS frequency,
            avg("then".monetary) AS "monetaryThen", avg(present.monetary) AS monetary
            FROM present LEFT JOIN "then" ON "then".customer_id = present."customerId"
            LEFT JOIN names AS named ON named.id = "then".segment
            WHERE present.segment =\s""";

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SegmentProfileQuestion.SEGMENT, DAYS, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String segment = snapshot.requireSegment(parameters.get(SegmentProfileQuestion.SEGMENT));
        int days = parameters.get(DAYS);
        Page page = parameters.page();
        String past = ", \"then\" AS (" + PastCustomers.at(snapshot.daysAgo(days), snapshot.window()) + ")\n";
        String means = MEANS + Sql.text(segment);
        Map<String, @Nullable Object> all = snapshot.askOne(
                past + "SELECT NULL::VARCHAR AS \"segmentThen\", NULL::VARCHAR AS \"segmentThenName\", " + means);
        String groups = past + "SELECT \"then\".segment AS \"segmentThen\","
                + " coalesce(named.name, \"then\".segment) AS \"segmentThenName\", " + means + " GROUP BY 1, 2";
        long total = snapshot.ask(groups).rows().size();
        return snapshot.answer(
                page, total, all, snapshot.ask(groups + " ORDER BY customers DESC, \"segmentThen\"" + page.sql()));
    }
}
