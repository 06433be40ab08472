package io.rfmstreams.query;

/** A question that gets no answer, and why. Carries no stack trace: it is an answer, not a fault. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /**
     * A refusal.
     *
     * @param detail for whoever asked; never holds a customer's id
     */
    public RefusedException(Refusal refusal, String detail) {
        super(detail, null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** What to tell whoever asked. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
