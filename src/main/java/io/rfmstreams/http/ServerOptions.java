package io.rfmstreams.http;

import org.jspecify.annotations.Nullable;

/**
 * How the interface is served.
 *
 * @param tls the certificate; null to speak plain HTTP
 */
public record ServerOptions(
        Tokens tokens,
        HttpLimits limits,
        HttpTimeouts timeouts,
        @Nullable KeyStoreFile tls) {}
