package io.rfmstreams.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Listening sockets bound before Kafka starts: the configuration can name their ports, nobody can take them meanwhile, and
 * a taken port shows at once.
 */
final class PreboundSockets implements ServerSocketFactory, AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Map<String, ServerSocketChannel> waiting = new ConcurrentHashMap<>();

    /**
     * Binds a port of this machine for a listener.
     *
     * @param port 0 for any free one
     * @return the port
     */
    int bind(String listener, int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            waiting.put(listener, channel);
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(BrokerSettings.HOST, LOOPBACK), port));
            return channel.socket().getLocalPort();
        } catch (BindException taken) {
            throw new EmbeddedBrokerException(
                    "port " + port + " of " + BrokerSettings.HOST + " is taken by another program", taken);
        } catch (IOException | IllegalArgumentException notBound) {
            throw new EmbeddedBrokerException(
                    "port " + port + " of " + BrokerSettings.HOST + " cannot be opened: " + notBound.getMessage(),
                    notBound);
        }
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel channel = waiting.remove(listener);
        if (channel == null) {
            throw new IOException("no socket was bound for the listener " + listener);
        }
        return channel;
    }

    /** Closes what no listener has taken. */
    @Override
    public void close() throws IOException {
        for (ServerSocketChannel channel : waiting.values()) {
            channel.close();
        }
        waiting.clear();
    }
}
