package io.rfmstreams.insights.question;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often alerts came true: the share of those that are not open after which no order came, by kind and segment. */
final class AlertPrecisionQuestion implements Question {

    private static final int LONGEST = 365;

    private static final String COUNTS = """
            count(*) FILTER (outcome <> 'open') AS alerts, count(*) FILTER (outcome = 'lost') AS "cameTrue",
            count(*) FILTER (outcome = 'lost') / nullif(count(*) FILTER (outcome <> 'open'), 0) AS precision
            """;

    private static final String ROWS = """
            SELECT kind, from_segment AS segment, coalesce(any_value(names.name), from_segment) AS "segmentName", %s,
                avg(1 - return_probability) FILTER (outcome <> 'open') AS predicted,
                count(*) FILTER (outcome = 'open') AS open
            FROM outcomes LEFT JOIN names ON names.id = from_segment
            GROUP BY kind, from_segment
            """.formatted(COUNTS);

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        int horizon = parameters.integer("horizonDays", 1, LONGEST, snapshot.returnHorizonDays());
        Page page = parameters.page();
        parameters.finish();
        String outcomes = AlertOutcomes.with(horizon, snapshot.now());
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("horizonDays", horizon);
        summary.putAll(snapshot.askOne(outcomes + "SELECT " + COUNTS + " FROM outcomes"));
        long total = snapshot.ask(outcomes + ROWS).rows().size();
        Table rows = snapshot.ask(outcomes + ROWS + " ORDER BY kind, alerts DESC, segment" + page.sql());
        return snapshot.answer(page, total, summary, rows);
    }
}
