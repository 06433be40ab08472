package io.rfmstreams.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A large number of open connections. */
final class Flood implements AutoCloseable {

    private static final int ANSWER_BYTES = 16 << 10;

    private final List<SocketChannel> channels = new ArrayList<>();

    /** Opens connections and sends the same bytes on each. */
    static Flood open(int port, int connections, String bytes) {
        Flood flood = new Flood();
        try {
            for (int i = 0; i < connections; i++) {
                flood.channels.add(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            }
            for (SocketChannel channel : flood.channels) {
                channel.configureBlocking(false);
            }
        } catch (IOException broken) {
            flood.close();
            throw new UncheckedIOException(broken);
        }
        flood.send(bytes);
        return flood;
    }

    /** Sends the same bytes on each connection that the server has not closed. */
    void send(String bytes) {
        for (SocketChannel channel : channels) {
            try {
                channel.write(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)));
            } catch (IOException closed) {
                // Counted by stillOpen.
            }
        }
    }

    /** Returns the number of connections that the server has not closed. Discards answers. */
    long stillOpen() {
        return channels.stream().filter(Flood::isOpen).count();
    }

    private static boolean isOpen(SocketChannel channel) {
        ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES);
        try {
            int read;
            do {
                answer.clear();
                read = channel.read(answer);
            } while (read > 0);
            return read == 0;
        } catch (IOException reset) {
            return false;
        }
    }

    @Override
    public void close() {
        for (SocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException gone) {
                // The connection is closed.
            }
        }
    }
}
