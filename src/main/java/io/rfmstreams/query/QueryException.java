package io.rfmstreams.query;

/** A query failed. The exception has no stack trace, because it is an answer and not a fault of the program. */
public final class QueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final QueryError error;

    /**
     * Creates an exception.
     *
     * @param detail text for the client; contains no customer id
     */
    public QueryException(QueryError error, String detail) {
        super(detail, null, false, false);
        this.error = error;
    }

    public QueryError error() {
        return error;
    }

    /** Returns the text for the client. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
