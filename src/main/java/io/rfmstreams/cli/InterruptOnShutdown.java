package io.rfmstreams.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts a working thread when the JVM shuts down, for example after Ctrl-C, and waits up to 10 s until it has
 * finished.
 */
final class InterruptOnShutdown {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final CountDownLatch finished = new CountDownLatch(1);

    private InterruptOnShutdown() {}

    /** Registers the calling thread until it calls {@link #done}. */
    static InterruptOnShutdown forCurrentThread() {
        InterruptOnShutdown stop = new InterruptOnShutdown();
        Thread worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop.interrupt(worker), "shutdown"));
        return stop;
    }

    private void interrupt(Thread worker) {
        if (finished.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            if (!finished.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("rfm-streams: the command did not stop within " + TIMEOUT.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void done() {
        finished.countDown();
    }
}
