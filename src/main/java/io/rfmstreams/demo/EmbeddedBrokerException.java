package io.rfmstreams.demo;

import org.jspecify.annotations.Nullable;

/** The embedded Kafka cannot start. The message contains the cause. */
public final class EmbeddedBrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedBrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
