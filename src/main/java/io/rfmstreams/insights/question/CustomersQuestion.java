package io.rfmstreams.insights.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Customers of a segment or of all, sorted, and filtered by id, monetary value and offers. */
final class CustomersQuestion implements Question {

    private static final Parameter<String> SEGMENT =
            Parameter.text("segment", "Only customers who are in this segment now.");

    private static final Parameter<String> SEARCH = Parameter.text("search", "First characters of the id.");

    private static final Parameter<String> LEAST =
            Parameter.amount("minMonetary", "Only customers with at least this monetary value.");

    private static final Parameter<Integer> NO_OFFER_DAYS =
            Parameter.integer("noOfferDays", "Only customers without an offer in so many days.", 1, 3650);

    /** The fields of a customer in answers. */
    static final String COLUMNS = """
            "customerId", segment, "segmentName", rank, since, "recencyDays", frequency, monetary, "averageOrderValue",
            "firstPurchaseAt", "lastPurchaseAt", "returnProbability", "valueAtRisk", "nextSegment", "nextChangeAt",
            (SELECT max(offered_at) FROM offers WHERE offers.customer_id = "customerId") AS "lastOfferAt"
            """;

    private static final String TOTALS = """
            SELECT count(*) AS customers, coalesce(sum(monetary), 0) AS revenue,
                round(sum("valueAtRisk"), 4) AS "valueAtRisk", count(*) AS total %s
            FROM present WHERE\s""";

    /** All offers: without any, nobody has got one. */
    private static final String OFFERS = ", (SELECT count(*) FROM offers) AS offers";

    private final Parameter<SortOrder> sort;

    /** @param defaultOrder the column by which the rows are ordered if no other is asked for */
    CustomersQuestion(String defaultOrder) {
        sort = Parameter.sort(
                        "customerId",
                        "monetary",
                        "recencyDays",
                        "frequency",
                        "nextChangeAt",
                        "returnProbability",
                        "valueAtRisk",
                        "since",
                        "lastPurchaseAt")
                .or(defaultOrder);
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SEGMENT, SEARCH, LEAST, NO_OFFER_DAYS, sort, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        List<String> texts = new ArrayList<>();
        String condition = condition(parameters, snapshot, texts);
        SortOrder order = parameters.get(sort);
        Page page = parameters.page();
        String[] values = texts.toArray(String[]::new);
        Map<String, @Nullable Object> totals = snapshot.askOne(
                TOTALS.formatted(parameters.find(NO_OFFER_DAYS) == null ? "" : OFFERS) + condition, values);
        long total = Totals.take(totals);
        String sorted = order.sql("\"customerId\"");
        String rows = "SELECT " + COLUMNS + " FROM (SELECT * FROM present WHERE " + condition + sorted + page.sql()
                + ")" + sorted;
        return snapshot.answer(page, total, totals, snapshot.ask(rows, values));
    }

    private static String condition(Parameters parameters, Snapshot snapshot, List<String> texts) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        String segment = snapshot.checkSegment(parameters.find(SEGMENT));
        if (segment != null) {
            conditions.add("segment = " + Sql.text(segment));
        }
        String search = parameters.find(SEARCH);
        if (search != null) {
            conditions.add("starts_with(\"customerId\", ?)");
            texts.add(search);
        }
        String least = parameters.find(LEAST);
        if (least != null) {
            conditions.add("monetary >= " + least);
        }
        Integer days = parameters.find(NO_OFFER_DAYS);
        if (days != null) {
            conditions.add("\"customerId\" NOT IN (SELECT customer_id FROM offers WHERE offered_at > "
                    + Sql.time(snapshot.daysAgo(days)) + ")");
        }
        return String.join(" AND ", conditions);
    }
}
