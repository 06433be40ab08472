package io.rfmstreams.app;

/** Finds the most specific message in a chain of causes. */
public final class RootCauseMessage {

    private RootCauseMessage() {}

    /**
     * Returns the message of the innermost exception that has one, or the class name of the outermost one if none has.
     */
    public static String of(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                innermost = cause;
            }
        }
        return innermost.getMessage() == null ? failure.toString() : innermost.getMessage();
    }
}
