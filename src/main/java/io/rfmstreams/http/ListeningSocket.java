package io.rfmstreams.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * A bound socket of a server. It is bound before anything else starts, so that a port in use is reported at once, and a
 * port that the system chose is known.
 */
public final class ListeningSocket implements AutoCloseable {

    private final ServerSocketChannel channel;
    private final InetSocketAddress address;

    private ListeningSocket(ServerSocketChannel channel) throws IOException {
        this.channel = channel;
        this.address = (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * Binds a socket.
     *
     * @param port 0 for a free port
     * @throws IOException if the address cannot be bound; the message contains the address and the cause
     */
    public static ListeningSocket bind(String host, int port) throws IOException {
        InetSocketAddress wanted = new InetSocketAddress(host, port);
        if (wanted.isUnresolved()) {
            throw new IOException("cannot listen on " + host + ":" + port + ": no such host");
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            return new ListeningSocket(channel.bind(wanted, 512));
        } catch (IOException taken) {
            channel.close();
            throw new IOException("cannot listen on " + host + ":" + port + ": " + taken.getMessage(), taken);
        }
    }

    ServerSocketChannel channel() {
        return channel;
    }

    public InetAddress host() {
        return address.getAddress();
    }

    public int port() {
        return address.getPort();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
