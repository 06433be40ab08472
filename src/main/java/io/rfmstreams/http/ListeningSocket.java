package io.rfmstreams.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * The address where a server will listen, taken before anything else is started: so that a port that another program has is
 * found out at once, and a free one that was asked for is known to all who must know it.
 */
public final class ListeningSocket implements AutoCloseable {

    private final ServerSocketChannel channel;
    private final InetSocketAddress address;

    private ListeningSocket(ServerSocketChannel channel) throws IOException {
        this.channel = channel;
        this.address = (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * Takes an address.
     *
     * @param port 0 for any free one
     * @throws IOException if it cannot be had; the message says which and why
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
