package io.rfmstreams.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits CSV rows (RFC 4180) into fields. */
final class CsvRow {

    private CsvRow() {}

    /**
     * Splits a row into its fields. A quote in an unquoted field is an ordinary character.
     *
     * @return null if the row ends inside quotes and thus continues on the next line
     * @throws MalformedException if text follows a closing quote
     */
    static @Nullable List<String> split(String row) {
        List<String> fields = new ArrayList<>(8);
        int at = 0;
        while (true) {
            int end;
            if (at < row.length() && row.charAt(at) == '"') {
                end = closingQuote(row, at + 1);
                if (end < 0) {
                    return null;
                }
                fields.add(row.substring(at + 1, end).replace("\"\"", "\""));
                end++;
                if (end < row.length() && row.charAt(end) != ',') {
                    throw new MalformedException("text follows the closing quote of field " + fields.size());
                }
            } else {
                end = row.indexOf(',', at);
                if (end < 0) {
                    end = row.length();
                }
                fields.add(row.substring(at, end));
            }
            if (end == row.length()) {
                return fields;
            }
            at = end + 1;
        }
    }

    private static int closingQuote(String row, int from) {
        int quote = row.indexOf('"', from);
        while (quote >= 0 && quote + 1 < row.length() && row.charAt(quote + 1) == '"') {
            quote = row.indexOf('"', quote + 2);
        }
        return quote;
    }

    /** The row is malformed. It has no stack trace, because malformed rows are expected input. */
    static final class MalformedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message, null, false, false);
        }
    }
}
