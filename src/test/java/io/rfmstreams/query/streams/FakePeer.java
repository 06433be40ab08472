package io.rfmstreams.query.streams;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rfmstreams.query.PeerReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.streams.state.HostInfo;

/** A fake of another instance. */
final class FakePeer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** The requests: path, hop header and authorization. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    volatile int status = 200;
    volatile byte[] answer = {};
    volatile Runnable beforeAnswer = () -> {};

    FakePeer() {
        this(0);
    }

    /** @param port 0 for a free one */
    FakePeer(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().getRawPath() + " "
                + exchange.getRequestHeaders().getFirst(PeerReader.HOP_HEADER) + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        beforeAnswer.run();
        try (exchange) {
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            if (answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    HostInfo host() {
        return new HostInfo(LOOPBACK, server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
