package io.rfmstreams.insights.question;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The row of totals of an answer. */
final class Totals {

    private static final String TOTAL = "total";

    private Totals() {}

    /** Removes the number of rows and returns it. */
    static long take(Map<String, @Nullable Object> totals) {
        Object total = totals.remove(TOTAL);
        return total instanceof Number number ? number.longValue() : 0;
    }
}
