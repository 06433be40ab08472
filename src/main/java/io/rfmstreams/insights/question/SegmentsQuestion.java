package io.rfmstreams.insights.question;

import io.rfmstreams.insights.question.SegmentNames.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All segments with their customers, revenue and value at risk, and how many customers they gained in 7 and 30 days: today's
 * number less the moves into it, plus the moves out of it since then. Erased customers count neither now nor then.
 */
final class SegmentsQuestion implements Question {

    private static final Parameter<SortOrder> SORT =
            Parameter.sort("rank", "customers", "revenue", "valueAtRisk", "customersChange7", "customersChange30");

    /** The moves between each two segments: the table is read once. */
    private static final String MOVES = """
            SELECT from_segment, to_segment, count(*) FILTER (occurred_at > %1$s) AS days7, count(*) AS days30
            FROM changes WHERE occurred_at > %2$s GROUP BY ALL""";

    private static final List<String> COLUMNS = List.of(
            "segment",
            "segmentName",
            "rank",
            "action",
            "customers",
            "customersShare",
            "recencyDays",
            "frequency",
            "monetary",
            "averageOrderValue",
            "revenue",
            "revenueShare",
            "returnProbability",
            "valueAtRisk",
            "customersChange7",
            "customersChange30");

    private static final Gain NO_GAIN = new Gain(0, 0);

    /** How many customers a segment gained in 7 and 30 days. */
    private record Gain(long days7, long days30) {

        Gain plus(Gain other) {
            return new Gain(days7 + other.days7, days30 + other.days30);
        }

        Gain negate() {
            return new Gain(-days7, -days30);
        }
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SORT, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        SortOrder order = parameters.get(SORT);
        Page page = parameters.page();
        Map<String, SegmentSums> held = SegmentSums.of(snapshot.customers(), snapshot.measures());
        SegmentSums all = total(held, snapshot.names());
        List<List<@Nullable Object>> rows = rows(held, all, snapshot);
        rows.sort(order.comparator(COLUMNS, "rank", "segment"));
        Map<String, @Nullable Object> totals = new LinkedHashMap<>();
        totals.put("customers", all.customers());
        totals.put("revenue", all.revenue().toDecimal());
        totals.put("valueAtRisk", all.valueAtRisk());
        return snapshot.answer(page, rows.size(), totals, new Table(COLUMNS, page.of(rows)));
    }

    /** Returns the row of a segment. The shares are those among all segments. */
    static Map<String, @Nullable Object> row(Snapshot snapshot, String segment) {
        Map<String, SegmentSums> held = SegmentSums.of(snapshot.customers(), snapshot.measures());
        Table all = new Table(COLUMNS, rows(held, total(held, snapshot.names()), snapshot));
        int row = all.column("segment").indexOf(segment);
        return row < 0 ? Map.of("segment", segment, "customers", 0L) : all.row(row);
    }

    private static SegmentSums total(Map<String, SegmentSums> held, SegmentNames names) {
        SegmentSums total = new SegmentSums();
        names.all().stream()
                .map(segment -> held.get(segment.id()))
                .filter(sums -> sums != null)
                .forEach(total::add);
        return total;
    }

    private static List<List<@Nullable Object>> rows(
            Map<String, SegmentSums> held, SegmentSums all, Snapshot snapshot) {
        Map<String, Gain> gained = gained(snapshot);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Named segment : snapshot.names().all()) {
            SegmentSums sums = held.getOrDefault(segment.id(), new SegmentSums());
            Gain gain = gained.getOrDefault(segment.id(), NO_GAIN);
            if (segment.rank() != null || sums.customers() > 0 || gain.days30() != 0) {
                rows.add(row(segment, sums, all, gain));
            }
        }
        return rows;
    }

    private static List<@Nullable Object> row(Named segment, SegmentSums sums, SegmentSums all, Gain gain) {
        List<@Nullable Object> row = new ArrayList<>(COLUMNS.size());
        row.add(segment.id());
        row.add(segment.name());
        row.add(segment.rank());
        row.add(segment.action());
        row.add(sums.customers());
        row.add(share((double) sums.customers(), (double) all.customers()));
        row.add(sums.meanRecencyDays());
        row.add(sums.meanFrequency());
        row.add(sums.meanMonetary());
        row.add(sums.averageOrderValue());
        row.add(sums.revenue().toDecimal());
        row.add(share(sums.revenue().toDouble(), all.revenue().toDouble()));
        row.add(sums.meanReturnProbability());
        row.add(sums.valueAtRisk());
        row.add(gain.days7());
        row.add(gain.days30());
        return row;
    }

    private static double share(double part, double all) {
        return all == 0 ? 0 : part / all;
    }

    private static Map<String, Gain> gained(Snapshot snapshot) {
        Table moves = snapshot.query(MOVES.formatted(Sql.time(snapshot.daysAgo(7)), Sql.time(snapshot.daysAgo(30))));
        Map<String, Gain> gained = new HashMap<>();
        for (int row = 0; row < moves.rows().size(); row++) {
            Map<String, @Nullable Object> move = moves.row(row);
            Gain gain = new Gain(number(move.get("days7")), number(move.get("days30")));
            if (move.get("from_segment") instanceof String from) {
                gained.merge(from, gain.negate(), Gain::plus);
            }
            if (move.get("to_segment") instanceof String to) {
                gained.merge(to, gain, Gain::plus);
            }
        }
        return gained;
    }

    private static long number(@Nullable Object cell) {
        return cell instanceof Long number ? number : 0;
    }
}
