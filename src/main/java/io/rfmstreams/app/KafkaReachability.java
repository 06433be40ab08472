package io.rfmstreams.app;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Decides from the responses of Kafka whether it is reachable. It logs a line when an outage starts and another one when it
 * ends.
 */
final class KafkaReachability {

    private final String servers;
    private final Duration threshold;
    private final LongSupplier nanoClock;
    private final Consumer<String> warn;
    private long lastResponse;
    private long responses;
    private boolean outageLogged;

    /**
     * Creates an instance that starts in the state reachable.
     *
     * @param threshold the time without a response after which an outage starts
     * @param warn writes a line at level WARN
     */
    KafkaReachability(String servers, Duration threshold, LongSupplier nanoClock, Consumer<String> warn) {
        this.servers = servers;
        this.threshold = threshold;
        this.nanoClock = nanoClock;
        this.warn = warn;
        lastResponse = nanoClock.getAsLong();
    }

    /** Records a response of Kafka. */
    synchronized void recordResponse() {
        Duration sinceResponse = sinceResponse();
        lastResponse = nanoClock.getAsLong();
        responses++;
        if (outageLogged) {
            outageLogged = false;
            warn.accept("Kafka at " + servers + " is reachable again after " + sinceResponse.toSeconds() + " s");
        }
    }

    /** Logs the start of an outage. */
    synchronized void checkForOutage() {
        if (!outageLogged && !sinceResponse().minus(threshold).isNegative()) {
            outageLogged = true;
            warn.accept("Kafka at " + servers + " has been unreachable for "
                    + sinceResponse().toSeconds()
                    + " s. Processing is paused, and queries are answered from the current state."
                    + " Check the brokers and the network");
        }
    }

    /** Returns how long Kafka has been unreachable; empty if that is less than the threshold. */
    synchronized Optional<Duration> outage() {
        return Optional.of(sinceResponse()).filter(sinceResponse -> sinceResponse.compareTo(threshold) >= 0);
    }

    /** Returns the number of responses. */
    synchronized long responses() {
        return responses;
    }

    private Duration sinceResponse() {
        return Duration.ofNanos(nanoClock.getAsLong() - lastResponse);
    }
}
