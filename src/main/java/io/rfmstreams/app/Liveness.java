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
 * Touches a file as long as every stream thread goes round its loop, so that whoever looks at the file's age sees a processor
 * that hangs. A Kafka that does not answer is no reason to stop touching: threads wait for it.
 */
final class Liveness {

    private static final Logger LOG = LoggerFactory.getLogger(Liveness.class);

    private final Path file;
    private final InstantSource clock;
    private final Supplier<Map<String, Double>> rounds;
    private final BooleanSupplier kafkaIsAway;
    private Map<String, Double> before = Map.of();

    /**
     * Looks at threads.
     *
     * @param rounds how often each living thread, by its name, has gone round so far
     * @param kafkaIsAway whether Kafka has not been reached for some time
     */
    Liveness(Path file, InstantSource clock, Supplier<Map<String, Double>> rounds, BooleanSupplier kafkaIsAway) {
        this.file = file;
        this.clock = clock;
        this.rounds = rounds;
        this.kafkaIsAway = kafkaIsAway;
    }

    /** Touches the file if there are threads and each has gone on since the last look, is new, or waits for Kafka. */
    void look() {
        Map<String, Double> now = rounds.get();
        Map<String, Double> then = before;
        before = now;
        if (!now.isEmpty()
                && (kafkaIsAway.getAsBoolean()
                        || now.entrySet().stream()
                                .allMatch(thread -> thread.getValue() > then.getOrDefault(thread.getKey(), 0.0)))) {
            touch();
        }
    }

    private void touch() {
        try {
            if (Files.notExists(file)) {
                Files.createFile(file);
            }
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException untouchable) {
            LOG.warn("Cannot touch {}", file, untouchable);
        }
    }
}
