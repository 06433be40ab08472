package io.rfmstreams.insights.question;

import io.rfmstreams.insights.question.AlertOutcomes.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Churn alerts of a period, and whether they came true. */
final class AlertsQuestion implements Question {

    /** The kinds of alerts. */
    private enum Kind {
        SLIPPING,
        SLIPPED,
        FADING
    }

    private static final String ROWS = """
            , rows AS (
                SELECT alert_id AS "alertId", customer_id AS "customerId", kind, raised_at AS "raisedAt",
                    expected_at AS "expectedAt", from_segment AS "from", coalesce(left_.name, from_segment) AS "fromName",
                    to_segment AS "to", coalesce(entered.name, to_segment) AS "toName", best, recency_days AS "recencyDays",
                    frequency, monetary, monetary_at_stake AS "monetaryAtStake", return_probability AS "returnProbability",
                    value_at_risk AS "valueAtRisk", late, outcomes.action, outcome, returned_at AS "returnedAt"
                FROM outcomes LEFT JOIN names AS left_ ON left_.id = from_segment
                    LEFT JOIN names AS entered ON entered.id = to_segment
                WHERE %s)
            """;

    private static final String TOTALS = """
            SELECT count(DISTINCT "customerId") AS customers, count(*) AS alerts,
                coalesce(sum("monetaryAtStake"), 0) AS "monetaryAtStake", round(sum("valueAtRisk"), 4) AS "valueAtRisk",
                count(*) AS total FROM rows
            """;

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        Period period = Period.read(parameters, snapshot);
        Kind kind = parameters.choice("kind", Kind.class, false);
        Outcome outcome = parameters.choice("outcome", Outcome.class, true);
        String segment = snapshot.checkSegment(parameters.text("segment"));
        SortOrder order = SortOrder.read(
                parameters,
                "\"alertId\"",
                "-raisedAt",
                "valueAtRisk",
                "monetaryAtStake",
                "expectedAt",
                "returnProbability");
        Page page = parameters.page();
        parameters.finish();
        String condition = String.join(
                " AND ",
                period.contains("raised_at"),
                Sql.isOrAny("kind", kind == null ? null : kind.name()),
                Sql.isOrAny("outcome", outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT)),
                Sql.isOrAny("from_segment", segment));
        String rows = AlertOutcomes.with(snapshot.returnHorizonDays(), snapshot.now()) + ROWS.formatted(condition);
        Map<String, @Nullable Object> summary = new LinkedHashMap<>(snapshot.askOne(rows + TOTALS));
        long total = Totals.take(summary);
        return snapshot.answer(page, total, summary, snapshot.ask(rows + "FROM rows" + order.sql() + page.sql()));
    }
}
