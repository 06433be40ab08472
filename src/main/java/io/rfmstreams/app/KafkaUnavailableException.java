package io.rfmstreams.app;

/** Kafka does not respond or returned an error. The message names the failed operation. */
public final class KafkaUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
