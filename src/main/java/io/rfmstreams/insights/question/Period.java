package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.DayBucket;

/**
 * A period, in epoch milliseconds.
 *
 * @param from its start, included
 * @param to its end, not included
 */
record Period(long from, long to) {

    static final Parameter<Long> FROM =
            Parameter.time("from", "Start of the period, included. Default: 30 days before its end.");

    static final Parameter<Long> TO = Parameter.time("to", "End of the period, not included. Default: now.");

    private static final int USUAL_DAYS = 30;

    /** Reads the parameters {@code from} and {@code to}. The default is the last 30 days, now included. */
    static Period read(Parameters parameters, Snapshot snapshot) {
        Long end = parameters.find(TO);
        Long start = parameters.find(FROM);
        long to = end == null ? snapshot.now() + 1 : end;
        long from = start == null ? to - USUAL_DAYS * DayBucket.DAY_MILLIS : start;
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
