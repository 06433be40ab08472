package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.ReservedSegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The customers whose next move without an order is to a lower rank or to {@code inactive}, within a number of days. */
final class SlippingQuestion implements Question {

    private static final Parameter<Integer> DAYS =
            Parameter.integer("days", "Days from now.", 1, 365).or(14);

    private static final Parameter<String> SEGMENT =
            Parameter.text("segment", "Only customers who are in this segment now.");

    private static final Parameter<SortOrder> SORT =
            Parameter.sort("-valueAtRisk", "monetaryAtStake", "nextChangeAt", "returnProbability", "customerId");

    private static final List<String> COLUMNS = List.of(
            "customerId",
            "segment",
            "segmentName",
            "rank",
            "nextSegment",
            "nextSegmentName",
            "nextChangeAt",
            "daysLeft",
            "recencyDays",
            "frequency",
            "monetaryAtStake",
            "returnProbability",
            "valueAtRisk",
            "action");

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(DAYS, SEGMENT, SORT, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        int days = parameters.get(DAYS);
        String segment = snapshot.checkSegment(parameters.find(SEGMENT));
        CustomerMeasures measures = snapshot.measures();
        Page page = parameters.page();
        FirstCustomers first = FirstCustomers.upTo(page, CustomerOrder.of(parameters.get(SORT), measures));
        CustomerTotals totals = new CustomerTotals(measures);
        SegmentNames names = snapshot.names();
        long last = snapshot.daysAgo(-days);
        snapshot.customers().forEach(row -> {
            NextChange next = row.next();
            if (next != null
                    && next.at() <= last
                    && (segment == null || row.segment().equals(segment))
                    && isLower(next.segment(), row.segment(), names)) {
                totals.add(row, Math.max(0, row.units()));
                first.add(row);
            }
        });
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("days", days);
        summary.putAll(totals.fields("monetaryAtStake"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        page.of(first.sorted()).forEach(row -> rows.add(cells(row, row.next(), snapshot)));
        return snapshot.answer(page, totals.customers(), summary, new Table(COLUMNS, rows));
    }

    private static boolean isLower(String next, String segment, SegmentNames names) {
        Integer rank = names.rank(segment);
        Integer nextRank = names.rank(next);
        return rank != null && (next.equals(ReservedSegment.INACTIVE.id()) || (nextRank != null && nextRank > rank));
    }

    private static List<@Nullable Object> cells(CustomerRow row, @Nullable NextChange next, Snapshot snapshot) {
        SegmentNames names = snapshot.names();
        CustomerMeasures measures = snapshot.measures();
        double probability = measures.returnProbability(row);
        List<@Nullable Object> cells = new ArrayList<>(COLUMNS.size());
        cells.add(row.id());
        cells.add(row.segment());
        cells.add(names.name(row.segment()));
        cells.add(names.rank(row.segment()));
        cells.add(next == null ? null : next.segment());
        cells.add(next == null ? null : names.name(next.segment()));
        cells.add(next == null ? null : Instant.ofEpochMilli(next.at()));
        cells.add(next == null ? null : daysLeft(next.at() - snapshot.now()));
        cells.add(measures.recencyDays(row));
        cells.add(row.frequency());
        cells.add(new Money(Math.max(0, row.units())).toDecimal());
        cells.add(CustomerCells.orNull(probability));
        cells.add(CustomerCells.orNull(CustomerMeasures.valueAtRisk(row, probability)));
        cells.add(next == null ? "" : names.action(next.segment()));
        return cells;
    }

    private static Long daysLeft(long millis) {
        return (long) Math.ceil(millis / (double) DayBucket.DAY_MILLIS);
    }
}
