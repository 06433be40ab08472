package io.rfmstreams.app;

/** A topic was deleted and created again, so that offsets of the old one do not apply. */
final class TopicMadeAnewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TopicMadeAnewException(String message) {
        super(message);
    }
}
