package io.rfmstreams.http;

import java.time.Duration;

/**
 * The timeouts of a connection. A connection that exceeds one of them is closed.
 *
 * @param request from the opening of the connection, or from the first byte of a further request, until the request and
 *     its body have arrived
 * @param idle between two requests, if the last one had a valid token
 * @param anonymousIdle between two requests, if the last one had no valid token
 * @param answer from the arrival of the request until the client has received the answer
 */
public record HttpTimeouts(Duration request, Duration idle, Duration anonymousIdle, Duration answer) {

    private static final Duration MAX_ANONYMOUS_IDLE = Duration.ofSeconds(5);

    /** Longer than the time to compute any answer: reads and writes time out after 5 s. */
    private static final Duration ANSWER = Duration.ofSeconds(15);

    public HttpTimeouts {
        require("request", request);
        require("idle", idle);
        require("anonymousIdle", anonymousIdle);
        require("answer", answer);
    }

    /** Limits the idle time of anonymous connections to 5 s and the answer to 15 s. */
    public static HttpTimeouts of(Duration request, Duration idle) {
        return new HttpTimeouts(
                request, idle, idle.compareTo(MAX_ANONYMOUS_IDLE) < 0 ? idle : MAX_ANONYMOUS_IDLE, ANSWER);
    }

    private static void require(String name, Duration timeout) {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("timeout " + name + " must be at least 1 ms, not " + timeout);
        }
    }
}
