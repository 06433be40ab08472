package io.rfmstreams.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Touches a file while all stream threads poll. A liveness probe that checks the age of the file detects a processor that hangs.
 * During an outage of Kafka the file is touched too, since threads then wait for Kafka.
 */
final class Liveness {

    private static final Logger LOG = LoggerFactory.getLogger(Liveness.class);

    private final Path file;
    private final InstantSource clock;
    private final Supplier<Map<String, Double>> polls;
    private final BooleanSupplier kafkaUnavailable;
    private Map<String, Double> previousPolls = Map.of();

    /**
     * Creates an instance for a processor.
     *
     * @param polls how often each living stream thread has polled, by the name of the thread
     * @param kafkaUnavailable whether there is an outage of Kafka
     */
    Liveness(Path file, InstantSource clock, Supplier<Map<String, Double>> polls, BooleanSupplier kafkaUnavailable) {
        this.file = file;
        this.clock = clock;
        this.polls = polls;
        this.kafkaUnavailable = kafkaUnavailable;
    }

    /** Touches the file if there are threads, and each has polled since the last call or Kafka is unavailable. */
    void touchIfWorking() {
        Map<String, Double> now = polls.get();
        Map<String, Double> previous = previousPolls;
        previousPolls = now;
        if (!now.isEmpty()
                && (kafkaUnavailable.getAsBoolean()
                        || now.entrySet().stream()
                                .allMatch(thread -> thread.getValue() > previous.getOrDefault(thread.getKey(), 0.0)))) {
            touch();
        }
    }

    private void touch() {
        try {
            if (Files.notExists(file)) {
                Files.createFile(file);
            }
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException failed) {
            LOG.warn("Cannot touch the liveness file {}", file, failed);
        }
    }
}
