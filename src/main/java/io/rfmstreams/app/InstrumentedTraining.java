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
 * A training that writes its metrics to a file after each run, for the textfile collector of Prometheus's node_exporter. The
 * file is replaced atomically, so that readers never see an incomplete file. If the file cannot be written, the training
 * still succeeds and a warning is logged. An interrupted run does not write the file.
 */
public final class InstrumentedTraining implements Supplier<TrainingOutcome> {

    private static final Logger LOG = LoggerFactory.getLogger(InstrumentedTraining.class);

    private final Supplier<TrainingOutcome> training;
    private final Path file;
    private final InstantSource clock;
    private final TrainingMetrics metrics = new TrainingMetrics();

    /**
     * Wraps a training.
     *
     * @param file name should end with {@code .prom}; a temporary file in the same directory is written first
     */
    public InstrumentedTraining(Supplier<TrainingOutcome> training, Path file, InstantSource clock) {
        this.training = training;
        this.file = file;
        this.clock = clock;
    }

    @Override
    public TrainingOutcome get() {
        Instant start = clock.instant();
        try {
            TrainingOutcome outcome = training.get();
            metrics.recordOutcome(outcome, Duration.between(start, clock.instant()));
            return outcome;
        } catch (RuntimeException failed) {
            metrics.recordFailure(Duration.between(start, clock.instant()));
            throw failed;
        } finally {
            if (!Thread.currentThread().isInterrupted()) {
                write();
            }
        }
    }

    private void write() {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(temporary, metrics.scrape());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException notWritten) {
            LOG.warn("Cannot write the training metrics to {}", file, notWritten);
        }
    }
}
