package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.training.AlertPrecision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often alerts came true, by kind and segment, see {@link AlertPrecision}. */
final class AlertPrecisionQuestion implements Question {

    private static final Parameter<Integer> HORIZON = Parameter.integer(
            "horizonDays",
            "Days without an order after which an alert has come true. Default: the horizon of the return probability, else 90.",
            1,
            365);

    private static final String ALERTS = """
            SELECT customer_id, kind, from_segment, epoch_ms(raised_at), return_probability FROM alerts""";

    /** The orders that followed an alert in time. */
    private static final String ORDERS = """
            SELECT customer_id, epoch_ms(min(occurred_at))
            FROM alerts JOIN purchases USING (customer_id)
            WHERE occurred_at > raised_at AND occurred_at <= raised_at + INTERVAL %1$d DAY AND raised_at <= %2$s
            GROUP BY customer_id, raised_at""";

    private static final List<String> COLUMNS =
            List.of("kind", "segment", "segmentName", "alerts", "cameTrue", "precision", "predicted", "open");

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(HORIZON, Page.LIMIT, Page.OFFSET);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        Integer days = parameters.find(HORIZON);
        int horizon = days == null ? snapshot.returnHorizonDays() : days;
        Page page = parameters.page();
        AlertPrecision precision = new AlertPrecision(horizon * DayBucket.DAY_MILLIS, snapshot.now());
        Map<String, Map<String, Long>> open = new TreeMap<>();
        snapshot.forEach(ALERTS, row -> {
            double probability = row.getDouble(5);
            Double known = row.wasNull() ? null : probability;
            var alert = new AlertPrecision.Alert(
                    row.getString(1), row.getString(2), row.getString(3), row.getLong(4), known);
            precision.add(alert);
            long isOpen = alert.raisedAt() > snapshot.daysAgo(horizon) ? 1 : 0;
            open.computeIfAbsent(alert.kind(), kind -> new TreeMap<>()).merge(alert.segment(), isOpen, Long::sum);
        });
        snapshot.forEach(
                ORDERS.formatted(horizon, Sql.time(snapshot.daysAgo(horizon))),
                row -> precision.addOrder(row.getString(1), row.getLong(2)));
        List<List<@Nullable Object>> rows = rows(precision, open, snapshot);
        long alerts = precision.totals().stream()
                .mapToLong(AlertPrecision.Row::alerts)
                .sum();
        long cameTrue = precision.totals().stream()
                .mapToLong(AlertPrecision.Row::cameTrue)
                .sum();
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("horizonDays", horizon);
        summary.put("alerts", alerts);
        summary.put("cameTrue", cameTrue);
        summary.put("precision", alerts == 0 ? null : cameTrue / (double) alerts);
        return snapshot.answer(page, rows.size(), summary, new Table(COLUMNS, page.of(rows)));
    }

    /** Returns a row for each kind and segment that has an alert. */
    private static List<List<@Nullable Object>> rows(
            AlertPrecision precision, Map<String, Map<String, Long>> open, Snapshot snapshot) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        open.forEach((kind, segments) -> segments.forEach((segment, waiting) -> {
            List<@Nullable Object> row =
                    new ArrayList<>(List.of(kind, segment, snapshot.names().name(segment)));
            precision.rows().stream()
                    .filter(known ->
                            known.kind().equals(kind) && known.segment().equals(segment))
                    .findFirst()
                    .ifPresentOrElse(known -> addTo(row, known), () -> addTo(row, null));
            row.add(waiting);
            rows.add(row);
        }));
        return rows;
    }

    private static void addTo(List<@Nullable Object> row, AlertPrecision.@Nullable Row counted) {
        Double returned = counted == null ? null : counted.meanReturnProbability();
        row.add(counted == null ? 0L : counted.alerts());
        row.add(counted == null ? 0L : counted.cameTrue());
        row.add(counted == null ? null : counted.precision());
        row.add(returned == null ? null : 1 - returned);
    }
}
