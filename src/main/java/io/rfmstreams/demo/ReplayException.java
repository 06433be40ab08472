package io.rfmstreams.demo;

import org.jspecify.annotations.Nullable;

/** A replay that could not go on: a topic is missing, or Kafka did not take a record. */
public final class ReplayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReplayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
