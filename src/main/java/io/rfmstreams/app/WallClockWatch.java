package io.rfmstreams.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Detects that the wall clock was set back. The timers of Kafka's clients never go back: they stand still until the clock has
 * passed the latest time that they have seen. Meanwhile no heartbeat is sent and no transaction is committed, so that Kafka
 * removes the instance from its group again and again. Only a restart ends that.
 */
final class WallClockWatch {

    /** Less than Kafka's default session timeout. After a shorter step the clients go on by themselves. */
    static final Duration TOLERATED = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Consumer<IllegalStateException> stop;
    private long latest;
    private boolean isStopped;

    /** @param stop receives, once, the failure that must stop the processor */
    WallClockWatch(InstantSource clock, Consumer<IllegalStateException> stop) {
        this.clock = clock;
        this.stop = stop;
        latest = clock.millis();
    }

    /** Reads the clock. Must be called every second or so. */
    void check() {
        long now = clock.millis();
        Duration behind = Duration.ofMillis(latest - now);
        if (!isStopped && behind.compareTo(TOLERATED) > 0) {
            isStopped = true;
            stop.accept(
                    new IllegalStateException("the wall clock was set back by %d s; Kafka's clients would wait as long"
                            .formatted(behind.toSeconds())));
        }
        latest = Math.max(latest, now);
    }
}
