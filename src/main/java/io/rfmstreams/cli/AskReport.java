package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Prints an answer as tables: what holds for all rows, the rows, and when and how fresh it is. */
final class AskReport {

    private static final Pattern SHARE =
            Pattern.compile(".*(Share|Probability|precision|predicted|Returned|MovedUp|Difference|shareBelow)");

    private static final String MIDNIGHT = "T00:00:00Z";

    private final AskQuestion question;
    private final JsonNode answer;

    AskReport(AskQuestion question, JsonNode answer) {
        this.question = question;
        this.answer = answer;
    }

    void print(PrintWriter out) {
        List<String> summary = new ArrayList<>();
        answer.path("summary").properties().stream()
                .filter(field ->
                        field.getValue().isValueNode() && !field.getValue().isNull())
                .forEach(field -> summary.add(words(field.getKey()) + " " + cell(field.getKey(), field.getValue())));
        out.println(String.join(", ", summary));
        out.println();
        TextTable table =
                new TextTable(question.columns().stream().map(AskReport::words).toArray(String[]::new));
        for (JsonNode row : answer.path("rows")) {
            table.row(question.columns().stream()
                    .map(column -> cell(column, row.path(column)))
                    .toArray());
        }
        table.print(out);
        out.println();
        out.println(rows() + "; as of " + answer.path("asOf").asText() + freshness());
    }

    private String rows() {
        long total = answer.path("total").asLong();
        int shown = answer.path("rows").size();
        long first = answer.path("offset").asLong() + 1;
        return shown == total ? total + " rows" : "Rows " + first + " to " + (first + shown - 1) + " of " + total;
    }

    private String freshness() {
        JsonNode model = answer.path("modelVersion");
        long lag = answer.path("freshness").path("lagRecords").asLong();
        return (model.isNull() ? ", without a model" : ", model " + model.asText())
                + (lag > 0 ? ", " + lag + " records behind" : "");
    }

    private static String words(String field) {
        return field.replaceAll("([a-z])([A-Z]|\\d+)", "$1 $2").toLowerCase(Locale.ROOT);
    }

    private static String cell(String field, JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isIntegralNumber() && field.startsWith("customersChange") && value.asLong() > 0) {
            return "+" + value.asText();
        }
        if (value.isNumber() && SHARE.matcher(field).matches()) {
            return TextTable.decimal(1, 100 * value.asDouble()) + "%";
        }
        if (value.isFloatingPointNumber()) {
            return TextTable.decimal(field.equals("distance") ? 4 : 2, value.asDouble());
        }
        String text = value.asText();
        return text.endsWith(MIDNIGHT) ? text.substring(0, text.length() - MIDNIGHT.length()) : text;
    }
}
