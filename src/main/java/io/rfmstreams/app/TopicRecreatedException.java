package io.rfmstreams.app;

/** A topic was deleted and created again, so that offsets of the old one do not apply. */
final class TopicRecreatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TopicRecreatedException(String message) {
        super(message);
    }
}
