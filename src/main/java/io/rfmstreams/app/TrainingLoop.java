package io.rfmstreams.app;

import io.rfmstreams.app.TrainingOutcome.Fitted;
import io.rfmstreams.app.TrainingOutcome.Skipped;
import io.rfmstreams.training.ReturnOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains at once and then at an interval, measured from start to start, until its thread is interrupted. Each interval is
 * extended by a random part of the jitter, so that many trainers do not read from Kafka at the same time. If there are too few
 * customers or Kafka is unavailable, the loop logs this and continues with the next training. Any other failure ends the loop.
 */
public final class TrainingLoop {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);

    private final Duration interval;
    private final Duration jitter;
    private final InstantSource clock;
    private final Sleeper sleeper;

    /**
     * Creates a loop.
     *
     * @param interval greater than 0; a training that takes longer is followed by the next one at once
     * @param jitter at least 0
     */
    public TrainingLoop(Duration interval, Duration jitter, InstantSource clock, Sleeper sleeper) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval must be greater than 0, but is " + interval);
        }
        if (jitter.isNegative()) {
            throw new IllegalArgumentException("jitter must be at least 0, but is " + jitter);
        }
        this.interval = interval;
        this.jitter = jitter;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Waits for a duration. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** Trains until the calling thread is interrupted. An interrupt also ends a training in progress. */
    public void run(Supplier<TrainingOutcome> training) {
        try {
            while (true) {
                Instant next = clock.instant().plus(interval).plus(randomPart(jitter));
                String outcome = attempt(training);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Duration pause = Duration.between(clock.instant(), next);
                LOG.info("{}; the next training starts at {}", outcome, next.truncatedTo(ChronoUnit.SECONDS));
                sleeper.sleep(pause.isNegative() ? Duration.ZERO : pause);
            }
        } catch (InterruptedException stopped) {
            LOG.info("Stopped training: the process is shutting down");
        }
    }

    private static Duration randomPart(Duration whole) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(whole.toMillis() + 1));
    }

    private static String attempt(Supplier<TrainingOutcome> training) {
        try {
            TrainingOutcome outcome = training.get();
            return outcome instanceof Fitted fitted
                    ? "Model " + fitted.model().version() + " has "
                            + fitted.model().segments().size() + " segments"
                            + (fitted.active() ? "" : " and is not active")
                            + (fitted.returns() instanceof ReturnOutcome.Skipped noReturns
                                    ? ", without a return probability: " + noReturns.reason()
                                    : "")
                    : "Trained no model: " + ((Skipped) outcome).reason();
        } catch (KafkaException | KafkaUnavailableException unavailable) {
            LOG.debug("Training failed because Kafka is unavailable", unavailable);
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("Training failed because Kafka is unavailable: {}", RootCauseMessage.of(unavailable));
            }
            return "Trained no model";
        }
    }
}
