package io.rfmstreams.demo;

import org.jspecify.annotations.Nullable;

/** The embedded Kafka cannot start; the message says why in plain words. */
public final class EmbeddedBrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedBrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
