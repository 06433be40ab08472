package io.rfmstreams.insights.question;

import io.rfmstreams.contract.CsvCell;
import io.rfmstreams.contract.Timestamps;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The CSV of the rows of an answer: RFC 4180, lines end with LF, null is empty, names of columns in snake case. */
public final class AnswerCsv {

    private AnswerCsv() {}

    /** Returns the UTF-8 bytes of a header and a line a row. */
    public static byte[] encode(Table table) {
        StringBuilder csv = new StringBuilder();
        csv.append(table.columns().stream()
                        .map(AnswerCsv::snakeCase)
                        .map(CsvCell::text)
                        .collect(Collectors.joining(",")))
                .append('\n');
        for (var row : table.rows()) {
            csv.append(row.stream().map(AnswerCsv::cell).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z])([A-Z]|[0-9])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Instant time) {
            return Timestamps.format(time.toEpochMilli());
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : CsvCell.text(value.toString());
    }
}
