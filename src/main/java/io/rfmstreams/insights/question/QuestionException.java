package io.rfmstreams.insights.question;

/** A question is not answered. The exception has no stack trace, because it is an answer and not a fault of the program. */
public final class QuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final QuestionError error;

    /**
     * Creates an exception.
     *
     * @param detail text for the client; contains no customer id
     */
    public QuestionException(QuestionError error, String detail) {
        super(detail, null, false, false);
        this.error = error;
    }

    public QuestionError error() {
        return error;
    }

    /** Returns the text for the client. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    static QuestionException badRequest(String detail) {
        return new QuestionException(QuestionError.BAD_REQUEST, detail);
    }
}
