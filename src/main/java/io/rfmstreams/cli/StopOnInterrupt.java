package io.rfmstreams.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C, or a request to end, interrupt the working thread and wait until it is done. */
final class StopOnInterrupt {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch finished = new CountDownLatch(1);

    private StopOnInterrupt() {}

    /** Makes the calling thread the one to interrupt, until it says that it is {@link #done}. */
    static StopOnInterrupt ofThisThread() {
        StopOnInterrupt stop = new StopOnInterrupt();
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
            if (!finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("rfm-streams: did not stop within " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    void done() {
        finished.countDown();
    }
}
