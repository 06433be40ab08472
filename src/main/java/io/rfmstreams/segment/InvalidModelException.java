package io.rfmstreams.segment;

/** A model is invalid. The message names the field and its value. */
public final class InvalidModelException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidModelException(String message) {
        super(message);
    }
}
