package io.rfmstreams.app;

/** Finds the message worth reading in a chain of exceptions. */
public final class RootCauseMessage {

    private RootCauseMessage() {}

    /** The message of the innermost cause that has one, after the outermost one's where they differ. */
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
