package io.rfmstreams.http;

import java.util.Locale;

/** Why the server closes a connection that its client still holds. */
enum CloseReason {
    /** All connections were in use, and this one had waited longest. */
    NO_ROOM,
    SLOW_REQUEST,
    SLOW_ANSWER,
    IDLE;

    /** As metrics name it, such as {@code no_room}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
