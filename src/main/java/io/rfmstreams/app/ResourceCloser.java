package io.rfmstreams.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was opened, the last first, whoever asks for it: the end of the work, or a shutdown hook. Once closed, it
 * closes at once whatever is opened after that.
 */
public final class ResourceCloser implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceCloser.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    /** Takes something over that is to be closed. */
    public synchronized <T extends AutoCloseable> T opened(T part) {
        if (closed) {
            closeQuietly(part);
            throw new IllegalStateException("shutting down");
        }
        parts.push(part);
        return part;
    }

    /** Closes everything; a second call waits for the first and does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            closeQuietly(parts.pop());
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception fault) {
            LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), fault);
        }
    }
}
