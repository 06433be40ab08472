package io.rfmstreams.insights.question;

import io.rfmstreams.contract.Timestamps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The moves between segments in a period, by reason. */
final class FlowsQuestion implements Question {

    /** The reasons of moves. */
    private enum Reason {
        FIRST_PURCHASE,
        PURCHASE,
        REFUND,
        TIME,
        MODEL
    }

    private static final Parameter<Reason> REASON =
            Parameter.choice("reason", "Only moves with this reason.", Reason.class);

    private static final Parameter<SortOrder> SORT =
            Parameter.sort("-moves", "customers", "monetary", "fromRank", "toRank");

    private static final String TOTALS = """
            SELECT count(*) AS moves, count(DISTINCT customer_id) AS customers,
                count(*) FILTER (direction = 'UP') AS up, count(*) FILTER (direction = 'DOWN') AS down
            FROM changes WHERE\s""";

    private static final String ROWS = """
            , rows AS (
                SELECT from_segment AS "from", to_segment AS "to", direction, reason, count(*) AS moves,
                    count(DISTINCT customer_id) AS customers, sum(monetary) AS monetary
                FROM changes WHERE %s GROUP BY ALL)
            SELECT "from", coalesce(left_.name, "from") AS "fromName", left_.rank AS "fromRank", "to",
                coalesce(entered.name, "to") AS "toName", entered.rank AS "toRank", direction, reason, moves, customers,
                monetary, coalesce(entered.action, '') AS action
            FROM rows LEFT JOIN names AS left_ ON left_.id = "from" LEFT JOIN names AS entered ON entered.id = "to"
            """;

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(Period.FROM, Period.TO, REASON, SORT, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        Period period = Period.read(parameters, snapshot);
        Reason reason = parameters.find(REASON);
        SortOrder order = parameters.get(SORT);
        Page page = parameters.page();
        String condition = period.contains("occurred_at") + " AND direction <> 'ERASED' AND "
                + Sql.isOrAny("reason", reason == null ? null : reason.name());
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("from", Timestamps.format(period.from()));
        summary.put("to", Timestamps.format(period.to()));
        summary.putAll(snapshot.query(TOTALS + condition).row(0));
        Table flows = snapshot.ask(ROWS.formatted(condition) + order.sql("\"from\", \"to\", reason"));
        return snapshot.answer(
                page,
                flows.rows().size(),
                summary,
                flows.part(page, flows.columns().size()));
    }
}
