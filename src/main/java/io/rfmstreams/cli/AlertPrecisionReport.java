package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.training.AlertPrecision;
import io.rfmstreams.training.AlertPrecision.Row;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints how often alerts came true, as a table or as JSON. */
final class AlertPrecisionReport {

    private final AlertPrecision precision;
    private final String horizon;
    private final String now;

    /**
     * Creates a report.
     *
     * @param horizon in milliseconds
     * @param now epoch milliseconds
     */
    AlertPrecisionReport(AlertPrecision precision, long horizon, long now) {
        this.precision = precision;
        this.horizon = new Window(horizon).toString();
        this.now = Timestamps.format(now);
    }

    void print(PrintWriter out) {
        List<Row> rows = precision.rows();
        if (rows.isEmpty()) {
            out.println("No alert was raised at least " + horizon + " before " + now + " (" + precision.open()
                    + " later ones). The alerts on the topic must be kept for longer than that (retention.ms).");
            return;
        }
        out.println("Alerts raised at least " + horizon + " before " + now);
        out.println();
        TextTable table = new TextTable("kind", "segment", "alerts", "no order", "share", "predicted");
        for (Row total : precision.totals()) {
            rows.stream().filter(row -> row.kind().equals(total.kind())).forEach(row -> add(row, row.segment(), table));
            add(total, "all", table);
        }
        table.print(out);
        out.println();
        out.println("no order: alerts after which the customer placed no order within " + horizon);
        out.println("predicted: 1 - mean return probability when the alerts were raised");
    }

    private static void add(Row row, String segment, TextTable table) {
        table.row(
                row.kind(),
                segment,
                TextTable.decimal(0, (double) row.alerts()),
                TextTable.decimal(0, (double) row.cameTrue()),
                percent(row.precision()),
                percent(predicted(row)));
    }

    String json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("horizon", horizon)
                .put("now", now)
                .put("open", precision.open());
        ArrayNode rows = json.putArray("alerts");
        for (Row row : precision.rows()) {
            rows.addObject()
                    .put("kind", row.kind())
                    .put("segment", row.segment())
                    .put("alerts", row.alerts())
                    .put("cameTrue", row.cameTrue())
                    .put("precision", row.precision())
                    .put("meanReturnProbability", row.meanReturnProbability());
        }
        return json.toString();
    }

    private static @Nullable Double predicted(Row row) {
        Double probability = row.meanReturnProbability();
        return probability == null ? null : 1 - probability;
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "" : TextTable.decimal(1, 100 * share) + "%";
    }
}
