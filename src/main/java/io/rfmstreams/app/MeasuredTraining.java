package io.rfmstreams.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A training that leaves its metrics in a file after every round, for the textfile collector of Prometheus's node_exporter.
 * The file is replaced in one step, so that nobody reads half of it; where it cannot be written the training counts none the
 * less. A round that was asked to stop leaves no trace.
 */
public final class MeasuredTraining implements Supplier<TrainingOutcome> {

    private static final Logger LOG = LoggerFactory.getLogger(MeasuredTraining.class);

    private final Supplier<TrainingOutcome> training;
    private final Path file;
    private final InstantSource clock;
    private final TrainingMetrics metrics = new TrainingMetrics();

    /**
     * Measures a training that is run again and again.
     *
     * @param file whose name should end with {@code .prom}; beside it a draft is written first
     */
    public MeasuredTraining(Supplier<TrainingOutcome> training, Path file, InstantSource clock) {
        this.training = training;
        this.file = file;
        this.clock = clock;
    }

    @Override
    public TrainingOutcome get() {
        Instant start = clock.instant();
        try {
            TrainingOutcome outcome = training.get();
            metrics.ended(outcome, Duration.between(start, clock.instant()));
            return outcome;
        } catch (RuntimeException failed) {
            metrics.failed(Duration.between(start, clock.instant()));
            throw failed;
        } finally {
            if (!Thread.currentThread().isInterrupted()) {
                write();
            }
        }
    }

    private void write() {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.writeString(draft, metrics.scrape());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            LOG.warn("Cannot write {}", file, unwritable);
        }
    }
}
