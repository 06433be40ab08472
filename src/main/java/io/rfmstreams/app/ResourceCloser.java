package io.rfmstreams.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes registered resources in reverse order. {@link #close} may be called from several threads, for example by a shutdown
 * hook. A resource that is registered after that is closed at once.
 */
public final class ResourceCloser implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceCloser.class);

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private boolean closed;

    /** Registers a resource and returns it. If this is closed, it closes the resource and throws an exception. */
    public synchronized <T extends AutoCloseable> T register(T resource) {
        if (closed) {
            closeQuietly(resource);
            throw new IllegalStateException("shutting down");
        }
        resources.push(resource);
        return resource;
    }

    /** Closes all resources. A concurrent second call waits for the first; then it does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!resources.isEmpty()) {
            closeQuietly(resources.pop());
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception fault) {
            LOG.warn("Failed to close {}", resource.getClass().getSimpleName(), fault);
        }
    }
}
