package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.rfm.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    /** All offers: without any, nobody has got one. */
    private static final String OFFERS = "SELECT count(*) AS offers FROM offers";

    private static final String OFFERED = "SELECT DISTINCT customer_id FROM offers WHERE offered_at > ";

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
        Predicate<CustomerRow> wanted = condition(parameters, snapshot);
        CustomerMeasures measures = snapshot.measures();
        Page page = parameters.page();
        FirstCustomers first = FirstCustomers.upTo(page, CustomerOrder.of(parameters.get(sort), measures));
        CustomerTotals totals = new CustomerTotals(measures);
        snapshot.customers().forEach(row -> {
            if (wanted.test(row)) {
                totals.add(row, row.units());
                first.add(row);
            }
        });
        Map<String, @Nullable Object> summary = totals.fields("revenue");
        if (parameters.find(NO_OFFER_DAYS) != null) {
            summary.putAll(snapshot.query(OFFERS).row(0));
        }
        return snapshot.answer(
                page, totals.customers(), summary, CustomerCells.table(snapshot, page.of(first.sorted())));
    }

    private static Predicate<CustomerRow> condition(Parameters parameters, Snapshot snapshot) {
        Predicate<CustomerRow> condition = row -> true;
        String segment = snapshot.checkSegment(parameters.find(SEGMENT));
        if (segment != null) {
            condition = row -> row.segment().equals(segment);
        }
        String search = parameters.find(SEARCH);
        if (search != null) {
            condition = condition.and(row -> row.id().startsWith(search));
        }
        String least = parameters.find(LEAST);
        if (least != null) {
            long units = Money.of(least).units();
            condition = condition.and(row -> row.units() >= units);
        }
        Integer days = parameters.find(NO_OFFER_DAYS);
        if (days != null) {
            Set<String> offered = offeredSince(snapshot.daysAgo(days), snapshot);
            condition = condition.and(row -> !offered.contains(row.id()));
        }
        return condition;
    }

    private static Set<String> offeredSince(long time, Snapshot snapshot) {
        return snapshot.query(OFFERED + Sql.time(time)).rows().stream()
                .map(row -> String.valueOf(row.get(0)))
                .collect(Collectors.toSet());
    }
}
