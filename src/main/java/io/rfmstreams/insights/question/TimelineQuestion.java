package io.rfmstreams.insights.question;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The moves, alerts, orders and offers of a customer, the newest first. */
final class TimelineQuestion implements Question {

    /** The kinds of entries. */
    private enum Type {
        CHANGE("moves"),
        ALERT("alerts"),
        ORDER("orders"),
        OFFER("offers");

        private final String plural;

        Type(String plural) {
            this.plural = plural;
        }

        String plural() {
            return plural;
        }

        String spelled() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Parameter<Type> TYPE =
            Parameter.lowerCaseChoice("type", "Only entries of this type.", Type.class);

    private static final String ENTRIES = """
            , entries AS (
                SELECT occurred_at AS "at", 'change' AS type, reason AS name, NULL::VARCHAR AS "orderId", NULL AS amount,
                    from_segment AS "from", to_segment AS "to", direction, recency_days AS "recencyDays", frequency, monetary,
                    return_probability AS "returnProbability", sequence
                FROM changes WHERE customer_id = $1 AND direction <> 'ERASED'
                UNION ALL SELECT raised_at, 'alert', kind, NULL, NULL, from_segment, to_segment,
                    CASE WHEN kind <> 'FADING' THEN 'DOWN' END, recency_days,
                    frequency, monetary, return_probability, 0 FROM alerts WHERE customer_id = $1
                UNION ALL SELECT occurred_at, 'order', 'PURCHASE', order_id, amount, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0
                FROM purchases WHERE customer_id = $1
                UNION ALL SELECT offered_at, 'offer', offer_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0
                FROM offers WHERE customer_id = $1)
            """;

    private static final String ROWS = """
            SELECT "at", type, entries.name, "orderId", amount, "from", coalesce(left_.name, "from") AS "fromName", "to",
                coalesce(entered.name, "to") AS "toName", direction, "recencyDays", frequency, monetary, "returnProbability"
            FROM entries LEFT JOIN names AS left_ ON left_.id = "from" LEFT JOIN names AS entered ON entered.id = "to"
            ORDER BY "at" DESC, type, sequence DESC""";

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(LookAlikesQuestion.CUSTOMER_ID, TYPE, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String customer = parameters.get(LookAlikesQuestion.CUSTOMER_ID);
        Type type = parameters.find(TYPE);
        Page page = parameters.page();
        Table entries = snapshot.ask(ENTRIES + ROWS, customer);
        if (entries.rows().isEmpty()) {
            throw new QuestionException(QuestionError.UNKNOWN_CUSTOMER, "the read model has nothing of the customer");
        }
        List<@Nullable Object> types = entries.column("type");
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("customerId", customer);
        for (Type counted : Type.values()) {
            summary.put(
                    counted.plural(),
                    types.stream().filter(counted.spelled()::equals).count());
        }
        int column = entries.columns().indexOf("type");
        List<List<@Nullable Object>> rows = entries.rows().stream()
                .filter(row -> type == null || type.spelled().equals(row.get(column)))
                .toList();
        return snapshot.answer(page, rows.size(), summary, new Table(entries.columns(), page.of(rows)));
    }
}
