package io.rfmstreams.demo;

import org.jspecify.annotations.Nullable;

/** A replay failed: a topic does not exist, or a record cannot be sent. */
public final class ReplayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReplayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
