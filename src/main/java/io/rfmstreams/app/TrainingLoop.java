package io.rfmstreams.app;

import io.rfmstreams.app.TrainingOutcome.Fitted;
import io.rfmstreams.app.TrainingOutcome.Skipped;
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
 * Trains at once and then every so often, counted from start to start, until its thread is interrupted; each pause is
 * longer by a random part of the jitter, so that many trainers on one Kafka do not all read at once. What has too few
 * customers, or meets a Kafka that is not there, is logged and tried again at the next turn; any other failure ends the loop.
 */
public final class TrainingLoop {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);

    private final Duration every;
    private final Duration jitter;
    private final InstantSource clock;
    private final Sleeper sleeper;

    /**
     * A loop that has not begun.
     *
     * @param every above zero; a training that takes longer is followed by the next at once
     * @param jitter at least zero
     */
    public TrainingLoop(Duration every, Duration jitter, InstantSource clock, Sleeper sleeper) {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("every must be above 0, but is " + every);
        }
        if (jitter.isNegative()) {
            throw new IllegalArgumentException("jitter must be at least 0, but is " + jitter);
        }
        this.every = every;
        this.jitter = jitter;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Lets time pass. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** Trains until the calling thread is interrupted; an interrupt in the midst of a training ends that one too. */
    public void run(Supplier<TrainingOutcome> training) {
        try {
            while (true) {
                Instant next = clock.instant().plus(every).plus(part(jitter));
                String outcome = attempt(training);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Duration pause = Duration.between(clock.instant(), next);
                LOG.info("{}; next training at {}", outcome, next.truncatedTo(ChronoUnit.SECONDS));
                sleeper.sleep(pause.isNegative() ? Duration.ZERO : pause);
            }
        } catch (InterruptedException asked) {
            LOG.info("No more trainings: asked to stop");
        }
    }

    private static Duration part(Duration whole) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(whole.toMillis() + 1));
    }

    private static String attempt(Supplier<TrainingOutcome> training) {
        try {
            TrainingOutcome outcome = training.get();
            return outcome instanceof Fitted fitted
                    ? "Model " + fitted.model().version() + " has "
                            + fitted.model().segments().size() + " segments"
                            + (fitted.active() ? "" : " and is not active")
                    : "No model: " + ((Skipped) outcome).reason();
        } catch (KafkaException | KafkaUnavailableException unavailable) {
            LOG.debug("The training failed", unavailable);
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("The training failed: {}", RootCauseMessage.of(unavailable));
            }
            return "No model";
        }
    }
}
