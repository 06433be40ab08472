package io.rfmstreams.query.streams;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How other instances are asked.
 *
 * @param token that they let in; empty where they need none
 * @param tls whom to trust; null to speak plain HTTP
 * @param timeout of one question, after which a copy is asked instead
 * @param concurrent questions under way at a time, at least 1
 */
public record PeerAccess(String token, @Nullable SSLContext tls, Duration timeout, int concurrent) {

    public PeerAccess {
        if (concurrent < 1 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "concurrent and timeout must be above 0, not " + concurrent + " and " + timeout);
        }
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return (tls == null ? "http" : "https") + ", " + concurrent + " within " + timeout;
    }
}
