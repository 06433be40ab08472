package io.rfmstreams.insights.question;

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
     * Returns the clause of a query. Rows without a value come last.
     *
     * @param last the column by which equal rows are ordered
     */
    String sql(String last) {
        return " ORDER BY \"" + column + "\"" + (isDescending ? " DESC" : "") + " NULLS LAST, " + last;
    }
}
