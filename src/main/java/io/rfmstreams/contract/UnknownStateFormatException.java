package io.rfmstreams.contract;

/** State has a format that this program does not support. The state is not changed. */
public final class UnknownStateFormatException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnknownStateFormatException(String message) {
        super(message);
    }
}
