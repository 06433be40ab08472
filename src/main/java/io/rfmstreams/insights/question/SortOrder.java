package io.rfmstreams.insights.question;

import java.util.Arrays;
import java.util.List;

/** The order of the rows of an answer. */
final class SortOrder {

    private final String column;
    private final boolean descending;
    private final String last;

    private SortOrder(String column, boolean descending, String last) {
        this.column = column;
        this.descending = descending;
        this.last = last;
    }

    /**
     * Reads the parameter {@code sort}: a column, with - for descending.
     *
     * @param columns the columns that are allowed; the first is the default, with or without -
     * @param last the column by which equal rows are ordered
     */
    static SortOrder read(Parameters parameters, String last, String... columns) {
        String text = parameters.text("sort");
        String wanted = text == null ? columns[0] : text;
        List<String> names = Arrays.stream(columns).map(SortOrder::name).toList();
        if (!names.contains(name(wanted))) {
            throw QuestionException.badRequest("sort must be one of " + String.join(", ", names)
                    + (", with - before it for descending, not '" + wanted + "'"));
        }
        return new SortOrder(name(wanted), wanted.startsWith("-"), last);
    }

    private static String name(String column) {
        return column.startsWith("-") ? column.substring(1) : column;
    }

    String column() {
        return column;
    }

    boolean isDescending() {
        return descending;
    }

    /** Returns the clause of a query. Rows without a value come last. */
    String sql() {
        return " ORDER BY \"" + column + "\"" + (descending ? " DESC" : "") + " NULLS LAST, " + last;
    }
}
