package io.rfmstreams.insights;

/** The read model cannot be opened, read or written. */
public final class ReadModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReadModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
