package io.rfmstreams.http;

/**
 * How much is answered at a time. What goes beyond is answered with 503 at once.
 *
 * @param concurrent requests that are worked on at a time, at least 1
 * @param waiting requests that may wait for that, at least 0
 * @param connections that may be open at a time, at least 1
 */
public record HttpLimits(int concurrent, int waiting, int connections) {

    public HttpLimits {
        if (concurrent < 1 || waiting < 0 || connections < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1, 0 and 1, not " + concurrent + ", " + waiting + " and " + connections);
        }
    }
}
