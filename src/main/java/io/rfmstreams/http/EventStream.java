package io.rfmstreams.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The answer to one client that watches events. It is written without blocking a thread. A client that reads too slowly
 * misses events instead of occupying memory, and its connection is closed when it reads nothing for the time of an answer.
 */
final class EventStream implements WriteListener {

    private static final int MAX_WAITING = 64;

    private final ServletOutputStream out;
    private final OpenConnection connection;
    private final Consumer<EventStream> onClose;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private boolean writable;
    private boolean flushed = true;
    private boolean closed;

    /**
     * Creates a stream.
     *
     * @param out the body of an answer in asynchronous mode
     * @param onClose called once, when the client has gone
     */
    EventStream(ServletOutputStream out, OpenConnection connection, Consumer<EventStream> onClose) {
        this.out = out;
        this.connection = connection;
        this.onClose = onClose;
    }

    /** Returns what is completed when the answer ends. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** Starts to write. */
    void start() {
        out.setWriteListener(this);
    }

    /** Sends a message, now or as soon as the client has read what came before. */
    synchronized void send(byte[] message) {
        if (closed || waiting.size() == MAX_WAITING) {
            return;
        }
        waiting.add(message);
        if (writable) {
            write();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        write();
    }

    private void write() {
        try {
            while (!closed && out.isReady()) {
                byte[] message = waiting.poll();
                if (message != null) {
                    out.write(message);
                    flushed = false;
                } else if (!flushed) {
                    flushed = true;
                    out.flush();
                } else {
                    connection.progressed();
                    return;
                }
            }
            writable = false;
        } catch (IOException | IllegalStateException gone) {
            close();
        }
    }

    @Override
    public void onError(Throwable gone) {
        close();
    }

    /** Ends the answer. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            waiting.clear();
            onClose.accept(this);
            end.complete(null);
        }
    }
}
