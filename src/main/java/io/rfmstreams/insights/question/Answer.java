package io.rfmstreams.insights.question;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param context when and how fresh it is
 * @param page the part of the rows that it contains
 * @param total number of rows of all pages
 * @param summary what holds for all rows: the question's parameters and totals
 */
public record Answer(Context context, Page page, long total, Map<String, @Nullable Object> summary, Table table) {

    /**
     * The state of the read model at an answer. Times are epoch milliseconds.
     *
     * @param asOf the time that recency, probabilities and forecasts refer to
     * @param isEventTime whether that is the last tick; otherwise it is the wall clock
     * @param readUpTo wall-clock time up to which everything on the topics is in the tables; null if it is not known
     * @param lagRecords number of records on the topics that are not in the tables; null if it is not known
     * @param modelVersion the active version; null for none
     */
    public record Context(
            long asOf,
            boolean isEventTime,
            @Nullable Long readUpTo,
            @Nullable Long lagRecords,
            @Nullable Integer modelVersion) {}

    /** Returns whether there are rows after this page. */
    public boolean hasNext() {
        return page.offset() + (long) page.limit() < total;
    }
}
