package io.rfmstreams.bench;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for random customers over one connection, at a steady pace. A latency is counted from the moment at which the question
 * was due, so that a slow answer counts for those that had to wait behind it as well.
 */
final class PacedCaller implements Callable<long[]> {

    private final int port;
    private final int questions;
    private final long paceNanos;
    private final SplittableRandom random;
    private final Turn turn;

    /** What is asked each time. */
    @FunctionalInterface
    interface Turn {

        /** @param dueNanos when it was due, in {@link System#nanoTime} */
        void ask(KeptConnection connection, SplittableRandom random, long dueNanos) throws IOException;
    }

    /**
     * A caller that has not begun.
     *
     * @param questions how many to ask
     * @param paceNanos from one question to the next
     */
    PacedCaller(int port, int questions, long paceNanos, long seed, Turn turn) {
        this.port = port;
        this.questions = questions;
        this.paceNanos = paceNanos;
        this.random = new SplittableRandom(seed);
        this.turn = turn;
    }

    /** Returns the latency of each question, in nanoseconds. */
    @Override
    public long[] call() throws IOException {
        long[] latencies = new long[questions];
        try (KeptConnection connection = new KeptConnection(port)) {
            long due = System.nanoTime() + random.nextLong(paceNanos);
            for (int i = 0; i < questions; i++, due += paceNanos) {
                long ahead = due - System.nanoTime();
                if (ahead > 0) {
                    LockSupport.parkNanos(ahead);
                }
                turn.ask(connection, random, due);
                latencies[i] = System.nanoTime() - Math.min(due, System.nanoTime());
            }
        }
        return latencies;
    }
}
