package io.rfmstreams.http;

import java.time.Duration;

/**
 * How long a connection may take. A connection that takes longer is closed.
 *
 * @param request from the opening of the connection, or from the first byte of a further request, until the request has
 *     arrived with its body
 * @param idle between two requests, where the last one had a valid token
 * @param anonymousIdle between two requests, where the last one had none
 * @param answer from the arrival of the request until the client has taken the answer
 */
public record HttpTimeouts(Duration request, Duration idle, Duration anonymousIdle, Duration answer) {

    private static final Duration MAX_ANONYMOUS_IDLE = Duration.ofSeconds(5);

    /** Longer than any answer takes to be made: reads and writes to Kafka give up after 5 s. */
    private static final Duration ANSWER = Duration.ofSeconds(15);

    public HttpTimeouts {
        require("request", request);
        require("idle", idle);
        require("anonymousIdle", anonymousIdle);
        require("answer", answer);
    }

    /** Anonymous connections are idle for 5 s at most, and an answer takes 15 s at most. */
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
