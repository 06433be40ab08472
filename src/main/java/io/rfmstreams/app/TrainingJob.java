package io.rfmstreams.app;

import io.rfmstreams.app.TrainingOutcome.Fitted;
import io.rfmstreams.app.TrainingOutcome.Skipped;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.TooFewCustomersException;
import io.rfmstreams.training.Trainer;
import io.rfmstreams.training.TrainingRun;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One training from the profiles on Kafka to a model on Kafka. */
public final class TrainingJob {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingJob.class);

    private final Settings settings;
    private final InstantSource wallClock;

    public TrainingJob(Settings settings, InstantSource wallClock) {
        this.settings = settings;
        this.wallClock = wallClock;
    }

    /**
     * Trains a model, publishes it and, as {@code model.activate} says, makes it the active one. Of the older versions those
     * beyond {@code model.keep} are deleted.
     *
     * @param asOf the moment that recency is counted to, epoch milliseconds
     */
    public TrainingOutcome run(long asOf) {
        try (ModelPublisher publisher = new ModelTopic(settings).publisher()) {
            TrainingOutcome outcome = fit(asOf);
            if (outcome instanceof Fitted fitted) {
                boolean activate = settings.activation().activates(fitted.model());
                publisher.publish(fitted.model(), activate, superseded());
                log(fitted.model(), activate);
                return new Fitted(fitted.model(), activate);
            }
            return outcome;
        }
    }

    /** Read anew: a training takes its time, and another version may be active by now. */
    private Set<Integer> superseded() {
        return new ModelTopic(settings).read().superseded(settings.keptModels());
    }

    /** Trains a model and keeps it to itself; see {@link #run}. */
    public TrainingOutcome fit(long asOf) {
        ModelTopic.Models known = new ModelTopic(settings).read();
        ProfileTopic.CurrentCustomers input = new ProfileTopic(settings).readCustomers(asOf);
        TrainingRun run =
                new TrainingRun(known.nextVersion(), wallClock.millis(), asOf, settings.window(), input.offsets());
        try {
            SegmentationModel model =
                    new Trainer(wallClock).train(input.customers(), settings.training(), known.activeModel(), run);
            return new Fitted(model, false);
        } catch (TooFewCustomersException tooFew) {
            return new Skipped(String.valueOf(tooFew.getMessage()));
        }
    }

    private static void log(SegmentationModel model, boolean active) {
        if (active) {
            LOG.info("Model {} is published and active", model.version());
        } else {
            LOG.warn(
                    "Model {} is published but not active{}; `models activate {}` makes it so",
                    model.version(),
                    model.passesChecks() ? " (model.activate=never)" : ": " + FailedChecks.of(model),
                    model.version());
        }
    }
}
