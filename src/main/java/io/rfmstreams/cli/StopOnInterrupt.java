package io.rfmstreams.cli;

import java.time.Duration;

/** Lets Ctrl-C, or a request to end, interrupt the working thread and wait until it has said how far it came. */
final class StopOnInterrupt {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private StopOnInterrupt() {}

    /** Makes the calling thread the one to interrupt. */
    static void ofThisThread() {
        Thread worker = Thread.currentThread();
        Thread hook = new Thread(
                () -> {
                    worker.interrupt();
                    try {
                        worker.join(PATIENCE.toMillis());
                    } catch (InterruptedException impatient) {
                        Thread.currentThread().interrupt();
                    }
                },
                "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }
}
