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
 * Binds the server sockets before Kafka starts. Their ports are known before the configuration is written, no other program can bind
 * them meanwhile, and a port that is in use is detected immediately.
 */
final class PreboundSockets implements ServerSocketFactory, AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Map<String, ServerSocketChannel> unused = new ConcurrentHashMap<>();

    /**
     * Binds a port of the loopback address for a listener.
     *
     * @param port 0 for any free port
     * @return the bound port
     */
    int bind(String listener, int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            unused.put(listener, channel);
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(BrokerSettings.HOST, LOOPBACK), port));
            return channel.socket().getLocalPort();
        } catch (BindException taken) {
            throw new EmbeddedBrokerException(
                    "port " + port + " of " + BrokerSettings.HOST + " is in use by another program", taken);
        } catch (IOException | IllegalArgumentException notBound) {
            throw new EmbeddedBrokerException(
                    "port " + port + " of " + BrokerSettings.HOST + " cannot be opened: " + notBound.getMessage(),
                    notBound);
        }
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel channel = unused.remove(listener);
        if (channel == null) {
            throw new IOException("no socket is bound for the listener " + listener);
        }
        return channel;
    }

    /** Closes the sockets that no listener uses. */
    @Override
    public void close() throws IOException {
        for (ServerSocketChannel channel : unused.values()) {
            channel.close();
        }
        unused.clear();
    }
}
