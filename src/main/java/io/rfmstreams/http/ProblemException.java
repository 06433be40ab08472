package io.rfmstreams.http;

/** Ends a request with a problem. The exception has no stack trace, because it is an answer and not a fault. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * Creates an exception.
     *
     * @param detail text for the client
     */
    ProblemException(ProblemType type, String detail) {
        super(detail, null, false, false);
        problem = Problem.of(type, detail);
    }

    Problem problem() {
        return problem;
    }
}
