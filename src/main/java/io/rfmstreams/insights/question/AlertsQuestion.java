package io.rfmstreams.insights.question;

import io.rfmstreams.insights.question.AlertOutcomes.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
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

    private static final Parameter<Kind> KIND = Parameter.choice("kind", "Only alerts of this kind.", Kind.class);

    private static final Parameter<String> SEGMENT =
            Parameter.text("segment", "Only alerts of customers who left, or are about to leave, this segment.");

    private static final Parameter<Outcome> OUTCOME =
            Parameter.lowerCaseChoice("outcome", "Only alerts with this outcome.", Outcome.class);

    private static final Parameter<SortOrder> SORT =
            Parameter.sort("-raisedAt", "valueAtRisk", "monetaryAtStake", "expectedAt", "returnProbability");

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
    public List<Parameter<?>> parameters() {
        return List.of(Period.FROM, Period.TO, KIND, SEGMENT, OUTCOME, SORT, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        Period period = Period.read(parameters, snapshot);
        Kind kind = parameters.find(KIND);
        Outcome outcome = parameters.find(OUTCOME);
        String segment = snapshot.checkSegment(parameters.find(SEGMENT));
        SortOrder order = parameters.get(SORT);
        Page page = parameters.page();
        String wanted = String.join(
                " AND ",
                period.contains("raised_at"),
                Sql.isOrAny("kind", kind == null ? null : kind.name()),
                Sql.isOrAny("from_segment", segment));
        String condition =
                Sql.isOrAny("outcome", outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT));
        String rows =
                AlertOutcomes.with(snapshot.returnHorizonDays(), snapshot.now(), wanted) + ROWS.formatted(condition);
        Map<String, @Nullable Object> summary = new LinkedHashMap<>(snapshot.askOne(rows + TOTALS));
        long total = Totals.take(summary);
        return snapshot.answer(
                page, total, summary, snapshot.ask(rows + "FROM rows" + order.sql("\"alertId\"") + page.sql()));
    }
}
