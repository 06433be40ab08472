package io.rfmstreams.app;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Tries again what needs Kafka, as long as Kafka is away and patience lasts. */
final class KafkaWait {

    static final Duration LINE_EVERY = Duration.ofSeconds(10);
    static final Duration TRY_EVERY = Duration.ofSeconds(1);

    private final Duration patience;
    private final LongSupplier nanoClock;
    private final Pause pause;
    private final Consumer<String> log;

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * Waits for Kafka.
     *
     * @param patience for how long, from the first attempt on
     * @param log takes a line at the first failure and every ten seconds
     */
    KafkaWait(Duration patience, LongSupplier nanoClock, Pause pause, Consumer<String> log) {
        this.patience = patience;
        this.nanoClock = nanoClock;
        this.pause = pause;
        this.log = log;
    }

    /**
     * Returns what an attempt returns that succeeds.
     *
     * @throws KafkaUnavailableException where no attempt succeeds in time
     * @throws RuntimeException that of an attempt, at once, where waiting mends nothing, such as a wrong password
     */
    <T> T until(Supplier<T> attempt) {
        long start = nanoClock.getAsLong();
        Duration nextLine = Duration.ZERO;
        while (true) {
            try {
                return attempt.get();
            } catch (RuntimeException away) {
                if (!KafkaOutage.isCauseOf(away)) {
                    throw away;
                }
                String message = away instanceof KafkaUnavailableException unavailable
                        ? String.valueOf(unavailable.getMessage())
                        : RootCauseMessage.of(away);
                Duration waited = Duration.ofNanos(nanoClock.getAsLong() - start);
                if (waited.compareTo(patience) >= 0) {
                    throw new KafkaUnavailableException(
                            message + "; waited for it for " + patience + " (kafka.wait)", away);
                }
                if (waited.compareTo(nextLine) >= 0) {
                    log.accept("Waiting for Kafka for " + waited.toSeconds() + " s of " + patience.toSeconds()
                            + " s (kafka.wait): " + message);
                    nextLine = waited.plus(LINE_EVERY);
                }
                sleep(away);
            }
        }
    }

    private void sleep(RuntimeException away) {
        try {
            pause.sleep(TRY_EVERY);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw away;
        }
    }
}
