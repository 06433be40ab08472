package io.rfmstreams.insights.question;

/**
 * A period, in epoch milliseconds.
 *
 * @param from its start, included
 * @param to its end, not included
 */
record Period(long from, long to) {

    private static final int USUAL_DAYS = 30;

    /** Reads the parameters {@code from} and {@code to}. The default is the last 30 days, now included. */
    static Period read(Parameters parameters, Snapshot snapshot) {
        long to = parameters.time("to", snapshot.now() + 1);
        long from = parameters.time("from", to - USUAL_DAYS * Sql.DAY_MILLIS);
        if (from >= to) {
            throw QuestionException.badRequest("from must be before to");
        }
        return new Period(from, to);
    }

    /** Returns the condition of a column. */
    String contains(String column) {
        return column + " >= " + Sql.time(from) + " AND " + column + " < " + Sql.time(to);
    }
}
