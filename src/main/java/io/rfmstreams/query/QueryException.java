package io.rfmstreams.query;

/** A question that gets no answer, and why. Carries no stack trace: it is an answer, not a fault. */
public final class QueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final QueryError refusal;

    /**
     * A refusal.
     *
     * @param detail for whoever asked; never holds a customer's id
     */
    public QueryException(QueryError refusal, String detail) {
        super(detail, null, false, false);
        this.refusal = refusal;
    }

    public QueryError refusal() {
        return refusal;
    }

    /** What to tell whoever asked. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
