package io.rfmstreams.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one row of RFC 4180. */
final class CsvRow {

    private CsvRow() {}

    /**
     * Splits a row into its fields. A quote inside an unquoted field stands for itself.
     *
     * @return null if the row ends inside quotes, so that it goes on in the next line
     * @throws MalformedException if something follows a closing quote
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

    /** Not RFC 4180. Carries no stack trace: it is an answer, not a fault. */
    static final class MalformedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message, null, false, false);
        }
    }
}
