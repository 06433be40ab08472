package io.rfmstreams.app;

/** Kafka does not answer, or refuses; the message says what was asked, in plain words. */
public final class KafkaUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
