package io.rfmstreams.contract;

/** State that this program cannot read; nothing is done with it. */
public final class UnknownStateFormatException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnknownStateFormatException(String message) {
        super(message);
    }
}
