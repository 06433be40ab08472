package io.rfmstreams.http;

import org.jspecify.annotations.Nullable;

/**
 * The options of the server.
 *
 * @param tls the certificate; null for plain HTTP
 */
public record ServerOptions(
        Tokens tokens,
        Limits limits,
        HttpTimeouts timeouts,
        @Nullable KeyStoreFile tls) {

    /**
     * Limits of the load. The server answers requests beyond them with 503.
     *
     * @param concurrent maximum number of requests that are processed at a time, at least 1
     * @param queue maximum number of requests that wait to be processed, at least 0
     * @param connections maximum number of open connections; more than {@code concurrent} + {@code queue}, so that
     *     connections remain for health and metrics
     */
    public record Limits(int concurrent, int queue, int connections) {

        public Limits {
            if (concurrent < 1 || queue < 0) {
                throw new IllegalArgumentException(
                        "concurrent and queue must be at least 1 and 0, not " + concurrent + " and " + queue);
            }
            if (connections <= (long) concurrent + queue) {
                throw new IllegalArgumentException("connections must be more than concurrent + queue, not "
                        + connections + " for " + concurrent + " + " + queue);
            }
        }
    }
}
