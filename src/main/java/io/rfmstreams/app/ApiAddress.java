package io.rfmstreams.app;

import io.rfmstreams.http.HttpSockets;
import java.io.IOException;

/** The address of an instance's REST interface, taken before anything else is started; the instance closes it. */
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
