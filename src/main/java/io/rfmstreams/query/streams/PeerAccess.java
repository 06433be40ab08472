package io.rfmstreams.query.streams;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The settings of queries to other instances.
 *
 * @param token the peer token; empty if none is needed
 * @param tls certificates to trust; null for plain HTTP
 * @param timeout time limit of one query, after which a standby replica is queried
 * @param concurrent maximum number of queries at a time, at least 1
 */
public record PeerAccess(String token, @Nullable SSLContext tls, Duration timeout, int concurrent) {

    public PeerAccess {
        if (concurrent < 1 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "concurrent and timeout must be above 0, not " + concurrent + " and " + timeout);
        }
    }

    /** Does not contain the token. */
    @Override
    public String toString() {
        return (tls == null ? "http" : "https") + ", " + concurrent + " within " + timeout;
    }
}
