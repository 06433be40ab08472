package io.rfmstreams.http;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one listener. Connections that exceed a timeout are closed. A new connection is never refused
 * while another one only waits: if all are in use, the one that has waited longest is closed, unauthenticated ones
 * first, so that clients that send nothing cannot block others.
 */
final class Connections extends AbstractLifeCycle implements Connection.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final String ATTRIBUTE = OpenConnection.class.getName();
    private static final Duration MAX_PAUSE = Duration.ofMillis(500);
    private static final long WARN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final int limit;
    private final HttpTimeouts timeouts;
    private final Set<OpenConnection> open = ConcurrentHashMap.newKeySet();
    private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);
    private long warnedAt = System.nanoTime() - WARN_EVERY_NANOS;

    /**
     * Creates the connections of a listener.
     *
     * @param limit maximum number of open connections
     * @param listener name of the listener in metrics
     */
    Connections(int limit, HttpTimeouts timeouts, MeterRegistry meters, String listener) {
        this.limit = limit;
        this.timeouts = timeouts;
        Gauge.builder("rfm.http.connections", open, Set::size)
                .description("Open connections")
                .tag("listener", listener)
                .register(meters);
        for (CloseReason reason : CloseReason.values()) {
            closed.put(
                    reason,
                    Counter.builder("rfm.http.connections.closed")
                            .description("Connections closed by the server")
                            .tag("listener", listener)
                            .tag("reason", reason.label())
                            .register(meters));
        }
    }

    /** Returns the connection of a request. */
    static OpenConnection of(Request request) {
        Object connection = request.getConnectionMetaData().getAttribute(ATTRIBUTE);
        if (connection instanceof OpenConnection known) {
            return known;
        }
        throw new IllegalStateException("a request arrived on an untracked connection");
    }

    @Override
    protected void doStart() {
        long pause =
                Math.min(MAX_PAUSE.toMillis(), Math.max(1, timeouts.request().toMillis() / 4));
        Thread thread = new Thread(() -> watch(pause), "http-connections");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch(long pauseMillis) {
        while (isStarting() || isStarted()) {
            closeOverdue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        }
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof ConnectionMetaData metaData)) {
            return; // The TLS layer opens and closes with the connection above it.
        }
        OpenConnection opened = new OpenConnection(connection, System::nanoTime);
        metaData.setAttribute(ATTRIBUTE, opened);
        open.add(opened);
        if (open.size() > limit) {
            makeRoomFor(opened);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof ConnectionMetaData metaData
                && metaData.getAttribute(ATTRIBUTE) instanceof OpenConnection known) {
            open.remove(known);
        }
    }

    private void closeOverdue() {
        for (OpenConnection connection : open) {
            try {
                CloseReason reason = connection.closeIfOverdue(timeouts);
                if (reason != null) {
                    closed(connection, reason);
                }
            } catch (RuntimeException fault) {
                LOG.error("A connection could not be closed", fault); // The other connections must be checked as well.
            }
        }
    }

    private void makeRoomFor(OpenConnection newest) {
        OpenConnection oldest = longestWaiting(newest);
        while (oldest != newest && !oldest.closeIfWaiting(CloseReason.NO_ROOM)) {
            oldest = longestWaiting(newest);
        }
        if (oldest == newest) {
            newest.closeIfWaiting(CloseReason.NO_ROOM);
        }
        closed(oldest, CloseReason.NO_ROOM);
        warn();
    }

    /**
     * Returns the connection to close for a new one. This is the new one if the server is processing requests of all
     * others.
     */
    private OpenConnection longestWaiting(OpenConnection newest) {
        OpenConnection longest = newest;
        long longestSince = Long.MAX_VALUE;
        boolean longestAuthenticated = true;
        for (OpenConnection connection : open) {
            Long since = connection == newest ? null : connection.waitingSince();
            if (since == null) {
                continue;
            }
            boolean authenticated = connection.isAuthenticated();
            boolean first = longest == newest;
            if (first || (authenticated == longestAuthenticated ? since - longestSince < 0 : longestAuthenticated)) {
                longest = connection;
                longestSince = since;
                longestAuthenticated = authenticated;
            }
        }
        return longest;
    }

    private void closed(OpenConnection connection, CloseReason reason) {
        open.remove(connection);
        requireNonNull(closed.get(reason)).increment();
    }

    private synchronized void warn() {
        if (System.nanoTime() - warnedAt >= WARN_EVERY_NANOS) {
            warnedAt = System.nanoTime();
            LOG.warn(
                    "All {} HTTP connections are in use (http.max.connections): each new one closes the one that has"
                            + " waited longest",
                    limit);
        }
    }
}
