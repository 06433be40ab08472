package io.rfmstreams.insights.question;

import java.util.List;

/**
 * A part of the rows of an answer.
 *
 * @param limit number of rows at most, from 1
 * @param offset number of rows to skip
 */
public record Page(int limit, int offset) {

    /** The limit of a request that names none. */
    public static final int DEFAULT_LIMIT = 50;

    private static final int MAX_LIMIT = 10_000;

    static final Parameter<Integer> LIMIT =
            Parameter.integer("limit", "Number of rows at most.", 1, MAX_LIMIT).or(DEFAULT_LIMIT);

    static final Parameter<Integer> OFFSET = Parameter.integer("offset", "Number of rows to skip.", 0, 1_000_000_000)
            .or(0);

    /** All rows of an answer that is never long. */
    static final Page WHOLE = new Page(MAX_LIMIT, 0);

    public Page {
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException(
                    "limit and offset must be at least 1 and 0, not " + limit + " and " + offset);
        }
    }

    /** Returns the part of all rows. */
    <T> List<T> of(List<T> rows) {
        int from = Math.min(offset, rows.size());
        return rows.subList(from, Math.min(rows.size(), from + limit));
    }

    /** Returns the clause of a query. */
    String sql() {
        return " LIMIT " + limit + " OFFSET " + offset;
    }
}
