package io.rfmstreams.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for random customers over one connection, at a steady pace. A latency is counted from the moment at which the question
 * was due, so that a slow answer counts for those that had to wait behind it as well.
 */
final class PacedCaller implements Callable<long[]> {

    private static final String LENGTH = "content-length: ";

    private final int port;
    private final int customers;
    private final int questions;
    private final long paceNanos;
    private final SplittableRandom random;

    /**
     * A caller that has not begun.
     *
     * @param customers are called {@code c0} to {@code c<customers - 1>}
     * @param questions how many to ask
     * @param paceNanos from one question to the next
     */
    PacedCaller(int port, int customers, int questions, long paceNanos, long seed) {
        this.port = port;
        this.customers = customers;
        this.questions = questions;
        this.paceNanos = paceNanos;
        this.random = new SplittableRandom(seed);
    }

    /** Returns the latency of each question, in nanoseconds. */
    @Override
    public long[] call() throws IOException {
        long[] latencies = new long[questions];
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            long due = System.nanoTime() + random.nextLong(paceNanos);
            for (int i = 0; i < questions; i++, due += paceNanos) {
                long ahead = due - System.nanoTime();
                if (ahead > 0) {
                    LockSupport.parkNanos(ahead);
                }
                String question =
                        "GET /v1/customers/c" + random.nextInt(customers) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
                socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
                read(in);
                latencies[i] = System.nanoTime() - Math.min(due, System.nanoTime());
            }
        }
        return latencies;
    }

    private static void read(InputStream in) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("answered with " + status);
        }
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()));
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            line.append((char) next);
        }
        return line.toString().trim();
    }
}
