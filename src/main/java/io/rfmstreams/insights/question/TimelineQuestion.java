package io.rfmstreams.insights.question;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The moves, alerts, orders and offers of a customer, the newest first. */
final class TimelineQuestion implements Question {

    /** The kinds of entries. */
    private enum Type {
        CHANGE,
        ALERT,
        ORDER,
        OFFER
    }

    private static final Parameter<Type> TYPE =
            Parameter.lowerCaseChoice("type", "Only entries of this type.", Type.class);

    private static final String ENTRIES = """
            , entries AS (
                SELECT occurred_at AS "at", 'change' AS type, reason AS name, NULL::VARCHAR AS "orderId", NULL AS amount,
                    from_segment AS "from", to_segment AS "to", direction, recency_days AS "recencyDays", frequency, monetary,
                    return_probability AS "returnProbability", sequence
                FROM changes WHERE customer_id = $1 AND direction <> 'ERASED'
                UNION ALL SELECT raised_at, 'alert', kind, NULL, NULL, from_segment, to_segment, 'DOWN', recency_days,
                    frequency, monetary, return_probability, 0 FROM alerts WHERE customer_id = $1
                UNION ALL SELECT occurred_at, 'order', 'PURCHASE', order_id, amount, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0
                FROM purchases WHERE customer_id = $1
                UNION ALL SELECT offered_at, 'offer', offer_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0
                FROM offers WHERE customer_id = $1)
            """;

    private static final String COUNTS = """
            SELECT count(*) FILTER (type = 'change') AS moves, count(*) FILTER (type = 'alert') AS alerts,
                count(*) FILTER (type = 'order') AS orders, count(*) FILTER (type = 'offer') AS offers FROM entries
            """;

    private static final String ROWS = """
            SELECT "at", type, entries.name, "orderId", amount, "from", coalesce(left_.name, "from") AS "fromName", "to",
                coalesce(entered.name, "to") AS "toName", direction, "recencyDays", frequency, monetary, "returnProbability"
            FROM entries LEFT JOIN names AS left_ ON left_.id = "from" LEFT JOIN names AS entered ON entered.id = "to"
            WHERE\s""";

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(LookAlikesQuestion.CUSTOMER_ID, TYPE, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String customer = parameters.get(LookAlikesQuestion.CUSTOMER_ID);
        Type type = parameters.find(TYPE);
        Page page = parameters.page();
        Map<String, @Nullable Object> counts = snapshot.askOne(ENTRIES + COUNTS, customer);
        String condition =
                type == null ? "true" : "type = " + Sql.text(type.name().toLowerCase(java.util.Locale.ROOT));
        Object total = snapshot.askOne(ENTRIES + "SELECT count(*) AS total FROM entries WHERE " + condition, customer)
                .get("total");
        if (counts.values().stream().allMatch(Long.valueOf(0)::equals)) {
            throw new QuestionException(QuestionError.UNKNOWN_CUSTOMER, "the read model has nothing of the customer");
        }
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("customerId", customer);
        summary.putAll(counts);
        String order = " ORDER BY \"at\" DESC, type, sequence DESC";
        Table rows = snapshot.ask(ENTRIES + ROWS + condition + order + page.sql(), customer);
        return snapshot.answer(page, total instanceof Long number ? number : 0, summary, rows);
    }
}
