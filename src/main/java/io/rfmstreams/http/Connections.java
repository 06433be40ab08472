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
 * The connections of one listener. Closes those that take too long. Never refuses a new one while another only waits: where all
 * are in use, the one that has waited longest is closed for it, those without a token first, so that nobody is kept out by
 * clients that send nothing.
 */
final class Connections extends AbstractLifeCycle implements Connection.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final String ATTRIBUTE = OpenConnection.class.getName();
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final long WARN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final int limit;
    private final HttpTimeouts timeouts;
    private final Set<OpenConnection> open = ConcurrentHashMap.newKeySet();
    private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);
    private long warnedAt = System.nanoTime() - WARN_EVERY_NANOS;

    /**
     * The connections of a listener.
     *
     * @param limit how many may be open
     * @param listener its name in metrics
     */
    Connections(int limit, HttpTimeouts timeouts, MeterRegistry meters, String listener) {
        this.limit = limit;
        this.timeouts = timeouts;
        Gauge.builder("rfm.http.connections", open, Set::size)
                .description("Connections that are open")
                .tag("listener", listener)
                .register(meters);
        for (CloseReason reason : CloseReason.values()) {
            closed.put(
                    reason,
                    Counter.builder("rfm.http.connections.closed")
                            .description("Connections that the server closed while the client held them")
                            .tag("listener", listener)
                            .tag("reason", reason.label())
                            .register(meters));
        }
    }

    /** The connection of a request. */
    static OpenConnection of(Request request) {
        Object connection = request.getConnectionMetaData().getAttribute(ATTRIBUTE);
        if (connection instanceof OpenConnection known) {
            return known;
        }
        throw new IllegalStateException("a request came on a connection that is not followed");
    }

    @Override
    protected void doStart() {
        long pause = Math.min(
                LONGEST_PAUSE.toMillis(), Math.max(1, timeouts.request().toMillis() / 4));
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
            return; // TLS beneath, which opens and closes with the connection above it
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
                LOG.error("A connection could not be closed", fault); // the others must be all the same
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

    /** The connection to close for a new one; the new one itself where the server works for all others. */
    private OpenConnection longestWaiting(OpenConnection newest) {
        OpenConnection longest = newest;
        long longestSince = Long.MAX_VALUE;
        boolean longestKnown = true;
        for (OpenConnection connection : open) {
            Long since = connection == newest ? null : connection.waitingSince();
            if (since == null) {
                continue;
            }
            boolean known = connection.isKnown();
            boolean first = longest == newest;
            if (first || (known == longestKnown ? since - longestSince < 0 : longestKnown)) {
                longest = connection;
                longestSince = since;
                longestKnown = known;
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
                    "All {} HTTP connections are in use (http.max.connections): for each new one, the one that has waited"
                            + " longest is closed",
                    limit);
        }
    }
}
