package io.rfmstreams.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A HTTP connection to this machine, which asks one question after the other. It connects again after a failure, and after a pause in
 * which the server may have closed the connection.
 */
final class KeptConnection implements AutoCloseable {

    private static final String LENGTH = "content-length: ";
    private static final String CHUNKED = "transfer-encoding: chunked";

    private static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final int port;
    private long usedAt;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    KeptConnection(int port) {
        this.port = port;
    }

    /**
     * Returns the body of an answer.
     *
     * @throws IOException if there is none or if the status is not 200
     */
    byte[] get(String path) throws IOException {
        boolean complete = false;
        try {
            byte[] body = ask(path);
            complete = true;
            usedAt = System.nanoTime();
            return body;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private byte[] ask(String path) throws IOException {
        String question = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        connected().getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
        String status = line();
        int length = 0;
        boolean isChunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()));
            }
            isChunked |= header.equalsIgnoreCase(CHUNKED);
        }
        byte[] body = isChunked ? chunks() : in.readNBytes(length);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException(
                    path + " was answered with " + status + " " + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    private Socket connected() throws IOException {
        if (System.nanoTime() - usedAt > MAX_PAUSE_NANOS) {
            close();
        }
        Socket known = socket;
        if (known == null) {
            known = new Socket(InetAddress.getLoopbackAddress(), port);
            known.setTcpNoDelay(true);
            in = new BufferedInputStream(known.getInputStream());
            socket = known;
        }
        return known;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length;
        do {
            length = Integer.parseInt(line(), 16);
            body.write(in.readNBytes(length));
            line();
        } while (length > 0);
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            line.append((char) next);
        }
        return line.toString().trim();
    }

    @Override
    public void close() throws IOException {
        Socket known = socket;
        socket = null;
        if (known != null) {
            known.close();
        }
    }
}
