package io.rfmstreams.insights.question;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of the rows of an answer.
 *
 * @param column the column by which they are ordered
 */
record SortOrder(String column, boolean isDescending) {

    /** Stands before the name of a column. */
    static final String DESCENDING = "-";

    /** Reads a column, with - for descending. */
    static SortOrder of(String text) {
        return new SortOrder(column(text), text.startsWith(DESCENDING));
    }

    static String column(String text) {
        return text.startsWith(DESCENDING) ? text.substring(DESCENDING.length()) : text;
    }

    /**
     * Returns the order of rows with these columns. Rows without a value come last.
     *
     * @param last the columns by which equal rows are ordered
     */
    Comparator<List<@Nullable Object>> comparator(List<String> columns, String... last) {
        int first = columns.indexOf(column);
        Comparator<List<@Nullable Object>> order =
                (one, other) -> compare(one.get(first), other.get(first), isDescending);
        for (String next : last) {
            int index = columns.indexOf(next);
            order = order.thenComparing((one, other) -> compare(one.get(index), other.get(index), false));
        }
        return order;
    }

    @SuppressWarnings("unchecked") // the cells of a column have one type
    private static int compare(@Nullable Object one, @Nullable Object other, boolean isDescending) {
        if (one == null || other == null) {
            return Boolean.compare(one == null, other == null);
        }
        int compared = ((Comparable<Object>) one).compareTo(other);
        return isDescending ? Integer.compare(0, compared) : compared;
    }

    /**
     * Returns the clause of a query. Rows without a value come last.
     *
     * @param last the column by which equal rows are ordered
     */
    String sql(String last) {
        return " ORDER BY \"" + column + "\"" + (isDescending ? " DESC" : "") + " NULLS LAST, " + last;
    }
}
