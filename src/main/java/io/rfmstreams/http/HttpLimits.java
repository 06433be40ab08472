package io.rfmstreams.http;

/**
 * How much is answered at a time. What goes beyond is answered with 503 at once.
 *
 * @param concurrent requests that are worked on at a time, at least 1
 * @param waiting requests that may wait for that, at least 0
 * @param connections that may be open at a time; more than concurrent and waiting requests, so that there is always one for
 *     health and metrics
 */
public record HttpLimits(int concurrent, int waiting, int connections) {

    public HttpLimits {
        if (concurrent < 1 || waiting < 0) {
            throw new IllegalArgumentException(
                    "concurrent and waiting must be at least 1 and 0, not " + concurrent + " and " + waiting);
        }
        if (connections <= (long) concurrent + waiting) {
            throw new IllegalArgumentException("connections must be more than concurrent and waiting requests, not "
                    + connections + " for " + concurrent + " and " + waiting);
        }
    }
}
