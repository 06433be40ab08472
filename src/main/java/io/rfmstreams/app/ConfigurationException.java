package io.rfmstreams.app;

/** The configuration is invalid. The message names the key, the value (unless it is secret) and the allowed values. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
