package io.rfmstreams.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens.
 *
 * @param main for everything
 * @param health for health and metrics alone; null where only the main one tells of them
 */
public record HttpSockets(ListeningSocket main, @Nullable ListeningSocket health) implements AutoCloseable {

    /** Whether nobody but this machine can reach the server. */
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
