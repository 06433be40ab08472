package io.rfmstreams.http;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A connection, its phase, and the start time of the phase. Jetty's idle timeout restarts with every byte, so that it
 * does not apply to clients that send slowly. The phases are timed as a whole.
 */
final class OpenConnection {

    /** The phase of a connection. A new connection is READING. */
    private enum Phase {
        READING,
        WORKING,
        IDLE,
        CLOSED
    }

    private final Connection connection;
    private final LongSupplier nanoTime;
    private Phase phase = Phase.READING;
    private long since;
    private long bytesOfRequests;
    private boolean authenticated;

    /**
     * Creates a connection that has just been opened.
     *
     * @param nanoTime see {@link System#nanoTime}
     */
    OpenConnection(Connection connection, LongSupplier nanoTime) {
        this.connection = connection;
        this.nanoTime = nanoTime;
        since = nanoTime.getAsLong();
    }

    /**
     * The headers of a request have arrived.
     *
     * @param hasToken whether they contain a valid token
     */
    synchronized void headersArrived(boolean hasToken) {
        authenticated = hasToken;
        if (phase == Phase.IDLE) {
            enter(Phase.READING);
        }
    }

    /** The request has arrived with its body, or with the part of it that is read. */
    synchronized void requestArrived() {
        enter(Phase.WORKING);
    }

    /** The client has received a part of an answer that has no end. */
    synchronized void progressed() {
        if (phase == Phase.WORKING) {
            since = nanoTime.getAsLong();
        }
    }

    /** The client has received the answer or has closed the connection. */
    synchronized void answered() {
        bytesOfRequests = connection.getBytesIn();
        enter(Phase.IDLE);
    }

    private void enter(Phase next) {
        if (phase != Phase.CLOSED) {
            phase = next;
            since = nanoTime.getAsLong();
        }
    }

    /** Returns whether the last request had a valid token. */
    synchronized boolean isAuthenticated() {
        return authenticated;
    }

    /**
     * Returns the time since which the server waits for the client, by the clock of the constructor; null if the server
     * is processing a request.
     */
    synchronized @Nullable Long waitingSince() {
        return phase == Phase.READING || phase == Phase.IDLE ? since : null;
    }

    /** Closes the connection if it has exceeded a timeout. Returns the reason, or null if it was not closed. */
    synchronized @Nullable CloseReason closeIfOverdue(HttpTimeouts timeouts) {
        if (phase == Phase.IDLE && connection.getBytesIn() != bytesOfRequests) {
            enter(Phase.READING);
        }
        return switch (phase) {
            case READING -> closeAfter(timeouts.request(), CloseReason.SLOW_REQUEST);
            case WORKING -> closeAfter(timeouts.answer(), CloseReason.SLOW_ANSWER);
            case IDLE -> closeAfter(authenticated ? timeouts.idle() : timeouts.anonymousIdle(), CloseReason.IDLE);
            case CLOSED -> null;
        };
    }

    private @Nullable CloseReason closeAfter(Duration limit, CloseReason reason) {
        if (nanoTime.getAsLong() - since <= limit.toNanos()) {
            return null;
        }
        close(reason);
        return reason;
    }

    /**
     * Closes the connection unless the server is processing a request or the connection is closed. Returns whether it
     * was closed by this call.
     */
    synchronized boolean closeIfWaiting(CloseReason reason) {
        if (phase == Phase.WORKING || phase == Phase.CLOSED) {
            return false;
        }
        close(reason);
        return true;
    }

    private void close(CloseReason reason) {
        phase = Phase.CLOSED;
        connection.getEndPoint().close(new TimeoutException(reason.label()));
    }
}
