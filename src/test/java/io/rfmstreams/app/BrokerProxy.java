package io.rfmstreams.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Forwards TCP connections to a local broker and simulates outages of the network or of the broker. */
final class BrokerProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile int brokerPort;
    private Mode mode = Mode.OPEN;
    private volatile String refused = "";
    private volatile String frozen = "";

    private enum Mode {
        OPEN,
        /** Connections stay open and new ones are accepted, but no data is forwarded. */
        FROZEN,
        /** Connections are closed, and new ones are closed at once. */
        CUT
    }

    BrokerProxy() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        start(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Sets the broker for new connections. */
    void forwardTo(int port) {
        brokerPort = port;
    }

    /** Simulates a broker that hangs or a network that drops packets. */
    void freeze() {
        freeze("");
    }

    /** Simulates a broker that hangs for the clients whose id contains a text. */
    void freeze(String clientId) {
        frozen = clientId;
        set(Mode.FROZEN);
    }

    /** Simulates a broker that has stopped. */
    void cut() {
        set(Mode.CUT);
        sockets.forEach(BrokerProxy::closeQuietly);
    }

    /** Closes the connections of clients whose id contains a text when they send data. */
    void refuse(String clientId) {
        refused = clientId;
    }

    /** Ends the outage. Data that was sent while the proxy was frozen is forwarded. */
    void open() {
        refused = "";
        set(Mode.OPEN);
    }

    private void set(Mode newMode) {
        lock.lock();
        try {
            mode = newMode;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (isCut()) {
                    client.close();
                    continue;
                }
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
                sockets.add(client);
                sockets.add(broker);
                start(() -> copy(client, broker, true));
                start(() -> copy(broker, client, false));
            } catch (IOException refused) {
                // the broker is not there, or the proxy is closed
            }
        }
    }

    private boolean isCut() {
        lock.lock();
        try {
            return mode == Mode.CUT;
        } finally {
            lock.unlock();
        }
    }

    private void copy(Socket from, Socket to, boolean isRequest) {
        byte[] buffer = new byte[64 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String sent = isRequest ? new String(buffer, 0, read, StandardCharsets.ISO_8859_1) : "";
                awaitThawed(sent);
                if (isRequest && !refused.isEmpty() && sent.contains(refused)) {
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException cut) {
            // the other side sees its connection close
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /**
     * Waits while the data must not be forwarded.
     *
     * @param sent requests of Kafka's protocol, which contain the client id; empty for responses
     */
    private void awaitThawed(String sent) throws InterruptedException {
        lock.lock();
        try {
            while (mode == Mode.FROZEN && sent.contains(frozen)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "broker-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // as good as closed
        }
    }

    @Override
    public void close() {
        cut();
        try {
            listener.close();
        } catch (IOException alreadyClosed) {
            throw new UncheckedIOException(alreadyClosed);
        }
    }
}
