package io.rfmstreams.app;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Whether Kafka can be reached, by its answers so far. Writes one line when it has not been reached for some time, and one when
 * it is reached again.
 */
final class KafkaReachability {

    private final String servers;
    private final Duration patience;
    private final LongSupplier nanoClock;
    private final Consumer<String> log;
    private long lastAnswer;
    private long answers;
    private boolean told;

    /**
     * Kafka is taken to be reached at first.
     *
     * @param patience how long no answer is no outage yet
     * @param log takes a line at level WARN
     */
    KafkaReachability(String servers, Duration patience, LongSupplier nanoClock, Consumer<String> log) {
        this.servers = servers;
        this.patience = patience;
        this.nanoClock = nanoClock;
        this.log = log;
        lastAnswer = nanoClock.getAsLong();
    }

    /** Kafka has answered. */
    synchronized void answered() {
        Duration silence = silence();
        lastAnswer = nanoClock.getAsLong();
        answers++;
        if (told) {
            told = false;
            log.accept("Kafka at " + servers + " is reached again after " + silence.toSeconds() + " s");
        }
    }

    /** Looks at the time that has passed since the last answer. */
    synchronized void look() {
        if (!told && !silence().minus(patience).isNegative()) {
            told = true;
            log.accept("Kafka at " + servers + " has not been reached for "
                    + silence().toSeconds()
                    + " s: nothing is processed, and questions are answered from the state as it is");
        }
    }

    /** How long Kafka has not been reached; empty where it is reached, or was until a moment ago. */
    synchronized Optional<Duration> outage() {
        return Optional.of(silence()).filter(silence -> silence.compareTo(patience) >= 0);
    }

    /** How many answers there were so far. */
    synchronized long answers() {
        return answers;
    }

    private Duration silence() {
        return Duration.ofNanos(nanoClock.getAsLong() - lastAnswer);
    }
}
