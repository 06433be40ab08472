package io.rfmstreams.insights.question;

import java.util.List;

/** The profile of a segment beside that of all active customers, feature by feature. */
final class SegmentProfileQuestion implements Question {

    static final Parameter<String> SEGMENT = Parameter.text(
                    "segment", "The id of a segment of the active model, or new, unassigned or inactive.")
            .required();

    private static final String FEATURE = """
            SELECT '%1$s' AS feature, '%2$s' AS unit, any_value(mine.mean) AS "segmentMean", avg(%3$s) AS "allMean",
                any_value(mine.mean) / nullif(avg(%3$s), 0) AS ratio,
                count(*) FILTER (%3$s < mine.mean) / nullif(count(%3$s), 0) AS "shareBelow"
            FROM present, (SELECT avg(%3$s) AS mean FROM present WHERE segment = %4$s) AS mine
            WHERE frequency > 0
            """;

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SEGMENT);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String segment = snapshot.requireSegment(parameters.get(SEGMENT));
        String rows = String.join(
                "UNION ALL ",
                feature(segment, "recencyDays", "days"),
                feature(segment, "frequency", "orders"),
                feature(segment, "monetary", "currency"),
                feature(segment, "averageOrderValue", "currency"),
                feature(segment, "returnProbability", "probability"));
        Table table = snapshot.ask(rows);
        return snapshot.answer(Page.WHOLE, table.rows().size(), SegmentsQuestion.row(snapshot, segment), table);
    }

    private static String feature(String segment, String column, String unit) {
        return FEATURE.formatted(column, unit, '"' + column + '"', Sql.text(segment));
    }
}
