package io.rfmstreams.app;

import io.rfmstreams.http.ListeningSocket;
import java.io.IOException;

/** The address of an instance's REST interface, taken before anything else is started; the instance closes it. */
public final class ApiAddress implements AutoCloseable {

    private final ListeningSocket socket;

    ApiAddress(ListeningSocket socket) {
        this.socket = socket;
    }

    ListeningSocket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
