package io.rfmstreams.http.mcp;

/** A tool has no answer. The exception has no stack trace, because it is an answer and not a fault of the program. */
public final class ToolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param detail text for the assistant; contains no customer id
     */
    public ToolException(String detail) {
        super(detail, null, false, false);
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
