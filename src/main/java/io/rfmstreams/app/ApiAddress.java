package io.rfmstreams.app;

import io.rfmstreams.http.HttpSockets;
import java.io.IOException;

/**
 * The listening sockets of an instance's REST API. They are opened before the instance, which closes them. Callers
 * outside this package need not depend on the package {@code http}.
 */
public final class ApiAddress implements AutoCloseable {

    private final HttpSockets sockets;

    ApiAddress(HttpSockets sockets) {
        this.sockets = sockets;
    }

    HttpSockets sockets() {
        return sockets;
    }

    @Override
    public void close() throws IOException {
        sockets.close();
    }
}
