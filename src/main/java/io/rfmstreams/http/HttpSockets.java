package io.rfmstreams.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of a server.
 *
 * @param main socket for all requests
 * @param health socket for health and metrics only; null if there is none
 */
public record HttpSockets(ListeningSocket main, @Nullable ListeningSocket health) implements AutoCloseable {

    /** Returns whether only this machine can reach the server. */
    boolean areLoopback() {
        return main.host().isLoopbackAddress()
                && (health == null || health.host().isLoopbackAddress());
    }

    @Override
    public void close() throws IOException {
        try (main) {
            if (health != null) {
                health.close();
            }
        }
    }
}
