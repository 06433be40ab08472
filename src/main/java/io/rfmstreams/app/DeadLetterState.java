package io.rfmstreams.app;

import java.util.Locale;

/** Whether a dead letter was sent again, or can be. */
public enum DeadLetterState {
    /** Not sent again yet. */
    OPEN,
    RETRIED,
    NOT_RETRYABLE;

    /** Returns the state in lower case with a dash, such as {@code not-retryable}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
