package io.rfmstreams.insights.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Customers of a segment or of all, sorted, and filtered by id, monetary value and offers. */
final class CustomersQuestion implements Question {

    /** The fields of a customer in answers. */
    static final String COLUMNS = """
            "customerId", segment, "segmentName", rank, since, "recencyDays", frequency, monetary, "averageOrderValue",
            "firstPurchaseAt", "lastPurchaseAt", "returnProbability", "valueAtRisk", "nextSegment", "nextChangeAt",
            (SELECT max(offered_at) FROM offers WHERE offers.customer_id = "customerId") AS "lastOfferAt"
            """;

    private static final String TOTALS = """
            SELECT count(*) AS customers, coalesce(sum(monetary), 0) AS revenue,
                round(sum("valueAtRisk"), 4) AS "valueAtRisk", count(*) AS total
            FROM present WHERE\s""";

    private final String defaultOrder;

    /** @param defaultOrder the column by which the rows are ordered if no other is asked for */
    CustomersQuestion(String defaultOrder) {
        this.defaultOrder = defaultOrder;
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        List<String> texts = new ArrayList<>();
        String condition = condition(parameters, snapshot, texts);
        SortOrder order = SortOrder.read(
                parameters,
                "\"customerId\"",
                defaultOrder,
                "customerId",
                "monetary",
                "recencyDays",
                "frequency",
                "nextChangeAt",
                "returnProbability",
                "valueAtRisk",
                "since",
                "lastPurchaseAt");
        Page page = parameters.page();
        parameters.finish();
        String[] values = texts.toArray(String[]::new);
        Map<String, @Nullable Object> totals = snapshot.askOne(TOTALS + condition, values);
        long total = Totals.take(totals);
        String rows = "SELECT " + COLUMNS + " FROM (SELECT * FROM present WHERE " + condition + order.sql() + page.sql()
                + ")" + order.sql();
        return snapshot.answer(page, total, totals, snapshot.ask(rows, values));
    }

    private static String condition(Parameters parameters, Snapshot snapshot, List<String> texts) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        String segment = snapshot.checkSegment(parameters.text("segment"));
        if (segment != null) {
            conditions.add("segment = " + Sql.text(segment));
        }
        String search = parameters.text("search");
        if (search != null) {
            conditions.add("starts_with(\"customerId\", ?)");
            texts.add(search);
        }
        String least = parameters.amount("minMonetary");
        if (least != null) {
            conditions.add("monetary >= " + least);
        }
        Integer days = parameters.integer("noOfferDays", 1, 3650);
        if (days != null) {
            conditions.add("\"customerId\" NOT IN (SELECT customer_id FROM offers WHERE offered_at > "
                    + Sql.time(snapshot.daysAgo(days)) + ")");
        }
        return String.join(" AND ", conditions);
    }
}
