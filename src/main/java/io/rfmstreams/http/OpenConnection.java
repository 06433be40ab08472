package io.rfmstreams.http;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client, and since when it has been waiting for what. Jetty's idle timeout begins anew with every byte, so
 * that a client which sends slowly never meets it; these times do not.
 */
final class OpenConnection {

    /** What a connection is doing. A new one is READING. */
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
    private boolean known;

    /**
     * A connection that has just been opened.
     *
     * @param nanoTime see {@link System#nanoTime}
     */
    OpenConnection(Connection connection, LongSupplier nanoTime) {
        this.connection = connection;
        this.nanoTime = nanoTime;
        since = nanoTime.getAsLong();
    }

    /**
     * The headers of a request are here.
     *
     * @param hasToken whether they hold a valid token
     */
    synchronized void headersArrived(boolean hasToken) {
        known = hasToken;
        if (phase == Phase.IDLE) {
            enter(Phase.READING);
        }
    }

    /** The request is here with its body, or without what is not going to be read of it. */
    synchronized void requestArrived() {
        enter(Phase.WORKING);
    }

    /** The client has taken the answer, or is gone. */
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

    /** Whether the last request had a valid token. */
    synchronized boolean isKnown() {
        return known;
    }

    /** Since when the client has not done its part, by the clock given; null while the server is the one that works. */
    synchronized @Nullable Long waitingSince() {
        return phase == Phase.READING || phase == Phase.IDLE ? since : null;
    }

    /** Closes the connection if it has taken too long, and says why. */
    synchronized @Nullable CloseReason closeIfOverdue(HttpTimeouts timeouts) {
        if (phase == Phase.IDLE && connection.getBytesIn() != bytesOfRequests) {
            enter(Phase.READING);
        }
        return switch (phase) {
            case READING -> closeAfter(timeouts.request(), CloseReason.SLOW_REQUEST);
            case WORKING -> closeAfter(timeouts.answer(), CloseReason.SLOW_ANSWER);
            case IDLE -> closeAfter(known ? timeouts.idle() : timeouts.anonymousIdle(), CloseReason.IDLE);
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

    /** Closes the connection unless the server works for it, or it is closed already; tells whether it did. */
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
