package io.rfmstreams.app;

/** A mistake in the configuration; the message names key, value and what would be right. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
