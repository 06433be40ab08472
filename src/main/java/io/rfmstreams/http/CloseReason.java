package io.rfmstreams.http;

import java.util.Locale;

/** Why the server closes a connection. */
enum CloseReason {
    /** All connections are in use, and this one has waited longest. */
    NO_ROOM,
    SLOW_REQUEST,
    SLOW_ANSWER,
    IDLE;

    /** Returns the name in metrics, such as {@code no_room}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
