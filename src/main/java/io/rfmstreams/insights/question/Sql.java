package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.DayBucket;
import org.jspecify.annotations.Nullable;

/** Constants as text of a query. */
final class Sql {

    private Sql() {}

    /** Returns a time, which is in epoch milliseconds. */
    static String time(long millis) {
        return "epoch_ms(" + millis + "::BIGINT)";
    }

    static String text(@Nullable String text) {
        return text == null ? "NULL::VARCHAR" : '\'' + text.replace("'", "''") + '\'';
    }

    static String number(double value) {
        return "(" + value + "::DOUBLE)";
    }

    /** Returns the whole days between two times, which are expressions, at least 0. */
    static String days(String from, String to) {
        return "greatest(0, (epoch_ms(" + to + ") - epoch_ms(" + from + ")) // " + DayBucket.DAY_MILLIS + ")";
    }

    /** Returns a condition that holds if a column is a text, or always for null. */
    static String isOrAny(String column, @Nullable String text) {
        return text == null ? "true" : column + " = " + text(text);
    }
}
