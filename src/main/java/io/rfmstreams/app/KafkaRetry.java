package io.rfmstreams.app;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Retries a call while Kafka is unavailable, up to a timeout. */
final class KafkaRetry {

    static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
    static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

    private final Duration timeout;
    private final LongSupplier nanoClock;
    private final Pause pause;
    private final Consumer<String> warn;

    /** Waits for a duration. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * Creates an instance.
     *
     * @param timeout the time after the first attempt until which failed attempts are repeated
     * @param warn writes a line at the first failure and every ten seconds
     */
    KafkaRetry(Duration timeout, LongSupplier nanoClock, Pause pause, Consumer<String> warn) {
        this.timeout = timeout;
        this.nanoClock = nanoClock;
        this.pause = pause;
        this.warn = warn;
    }

    /**
     * Calls until an attempt succeeds and returns its result.
     *
     * @throws KafkaUnavailableException if no attempt succeeds before the timeout
     * @throws RuntimeException the exception of an attempt, at once, if an outage is not its cause, such as a wrong password
     */
    <T> T call(Supplier<T> attempt) {
        long start = nanoClock.getAsLong();
        Duration nextLine = Duration.ZERO;
        while (true) {
            try {
                return attempt.get();
            } catch (RuntimeException failed) {
                if (!KafkaOutage.isCauseOf(failed)) {
                    throw failed;
                }
                String message = failed instanceof KafkaUnavailableException unavailable
                        ? String.valueOf(unavailable.getMessage())
                        : RootCauseMessage.of(failed);
                Duration waited = Duration.ofNanos(nanoClock.getAsLong() - start);
                if (waited.compareTo(timeout) >= 0) {
                    throw new KafkaUnavailableException(
                            message + "; gave up after " + timeout + " (kafka.wait)", failed);
                }
                if (waited.compareTo(nextLine) >= 0) {
                    warn.accept("Waiting for Kafka for " + waited.toSeconds() + " s of " + timeout.toSeconds()
                            + " s (kafka.wait): " + message);
                    nextLine = waited.plus(LOG_INTERVAL);
                }
                sleep(failed);
            }
        }
    }

    private void sleep(RuntimeException failed) {
        try {
            pause.sleep(RETRY_INTERVAL);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed;
        }
    }
}
