package io.rfmstreams.segment;

/** A model that cannot be used; the message names the field and the bad value. */
public final class InvalidModelException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidModelException(String message) {
        super(message);
    }
}
