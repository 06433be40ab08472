package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.rfm.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cells of customers in answers. */
final class CustomerCells {

    static final List<String> COLUMNS = List.of(
            "customerId",
            "segment",
            "segmentName",
            "rank",
            "since",
            "recencyDays",
            "frequency",
            "monetary",
            "averageOrderValue",
            "firstPurchaseAt",
            "lastPurchaseAt",
            "returnProbability",
            "valueAtRisk",
            "nextSegment",
            "nextChangeAt",
            "lastOfferAt");

    private static final String OFFERS =
            "SELECT customer_id, max(offered_at) FROM offers WHERE customer_id IN (%s) GROUP BY customer_id";

    private final SegmentNames names;
    private final CustomerMeasures measures;
    private final Map<String, @Nullable Object> lastOffers = new HashMap<>();

    /** @param customers those whose cells are asked for */
    CustomerCells(Snapshot snapshot, Collection<CustomerRow> customers) {
        names = snapshot.names();
        measures = snapshot.measures();
        if (!customers.isEmpty()) {
            String ids = customers.stream().map(row -> Sql.text(row.id())).collect(Collectors.joining(", "));
            snapshot.query(OFFERS.formatted(ids))
                    .rows()
                    .forEach(row -> lastOffers.put(String.valueOf(row.get(0)), row.get(1)));
        }
    }

    /** Returns the rows of customers in their order. */
    static Table table(Snapshot snapshot, List<CustomerRow> customers) {
        CustomerCells cells = new CustomerCells(snapshot, customers);
        return new Table(COLUMNS, customers.stream().map(cells::of).toList());
    }

    List<@Nullable Object> of(CustomerRow row) {
        double probability = measures.returnProbability(row);
        List<@Nullable Object> cells = new ArrayList<>(COLUMNS.size());
        cells.add(row.id());
        cells.add(row.segment());
        cells.add(names.name(row.segment()));
        cells.add(names.rank(row.segment()));
        cells.add(Instant.ofEpochMilli(row.since()));
        cells.add(measures.recencyDays(row));
        cells.add(row.frequency());
        cells.add(money(row));
        cells.add(CustomerMeasures.averageOrderValue(row));
        cells.add(Instant.ofEpochMilli(row.firstPurchaseAt()));
        cells.add(Instant.ofEpochMilli(row.lastPurchaseAt()));
        cells.add(orNull(probability));
        cells.add(orNull(CustomerMeasures.valueAtRisk(row, probability)));
        cells.add(row.next() == null ? null : row.next().segment());
        cells.add(row.next() == null ? null : Instant.ofEpochMilli(row.next().at()));
        cells.add(lastOffers.get(row.id()));
        return cells;
    }

    static Object money(CustomerRow row) {
        return new Money(row.units()).toDecimal();
    }

    static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
