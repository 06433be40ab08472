package io.rfmstreams.app;

import io.rfmstreams.app.TrainingOutcome.Fitted;
import io.rfmstreams.app.TrainingOutcome.Skipped;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.Customers;
import io.rfmstreams.training.ReturnOutcome;
import io.rfmstreams.training.TooFewCustomersException;
import io.rfmstreams.training.Trainer;
import io.rfmstreams.training.TrainingRun;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a model from the profiles on Kafka and publishes it. */
public final class TrainingJob {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingJob.class);

    private final Settings settings;
    private final InstantSource wallClock;

    public TrainingJob(Settings settings, InstantSource wallClock) {
        this.settings = settings;
        this.wallClock = wallClock;
    }

    /**
     * Trains a model, publishes it and activates it as {@code model.activate} specifies. Older versions are deleted as
     * {@code model.keep} specifies.
     *
     * @param asOf the time that recency refers to, epoch milliseconds
     */
    public TrainingOutcome run(long asOf) {
        try (ModelPublisher publisher = new ModelTopic(settings).publisher()) {
            TrainingOutcome outcome = fit(asOf);
            if (outcome instanceof Fitted fitted) {
                boolean activate = settings.activation().activates(fitted.model());
                publisher.publish(fitted.model(), activate, superseded());
                log(fitted.model(), activate);
                return new Fitted(fitted.model(), activate, fitted.returns());
            }
            return outcome;
        }
    }

    /** Reads the topic again, since another version can become active during the training. */
    private Set<Integer> superseded() {
        return new ModelTopic(settings).read().superseded(settings.keptModels());
    }

    /** Trains a model without publishing it; see {@link #run}. */
    public TrainingOutcome fit(long asOf) {
        ModelTopic.Models models = new ModelTopic(settings).read();
        Input input = read(asOf);
        TrainingRun run = new TrainingRun(
                models.nextVersion(),
                wallClock.millis(),
                asOf,
                settings.window(),
                input.offsets(),
                input.returns() instanceof ReturnOutcome.Fitted fitted ? fitted.model() : null);
        try {
            SegmentationModel model =
                    new Trainer(wallClock).train(input.customers(), settings.training(), models.activeModel(), run);
            return new Fitted(model, false, input.returns());
        } catch (TooFewCustomersException tooFew) {
            return new Skipped(String.valueOf(tooFew.getMessage()));
        }
    }

    /** What a model is fitted to. The table of profiles is not part of it, so that the fit can use its memory. */
    private record Input(Customers customers, Map<String, Long> offsets, ReturnOutcome returns) {}

    private Input read(long asOf) {
        ProfileTopic.CurrentCustomers profiles = new ProfileTopic(settings).readCustomers(asOf);
        Customers customers = profiles.customers();
        boolean isEnough = customers.size() >= settings.training().limits().minCustomers();
        ReturnOutcome returns = isEnough
                ? new ReturnTraining(settings, wallClock).fit(asOf, profiles.table())
                : new ReturnOutcome.Skipped("there are too few customers");
        return new Input(customers, profiles.offsets(), returns);
    }

    private static void log(SegmentationModel model, boolean active) {
        if (active) {
            LOG.info("Published and activated model {}", model.version());
        } else {
            LOG.warn(
                    "Published model {} without activating it: {}; `models activate {}` activates it",
                    model.version(),
                    model.passesChecks() ? "model.activate=never" : "failed checks: " + FailedChecks.of(model),
                    model.version());
        }
    }
}
