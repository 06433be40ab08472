package io.rfmstreams.app;

import io.rfmstreams.app.TrainingOutcome.Fitted;
import io.rfmstreams.app.TrainingOutcome.Skipped;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.CustomerRfm;
import io.rfmstreams.training.TooFewCustomersException;
import io.rfmstreams.training.Trainer;
import io.rfmstreams.training.TrainingRun;
import java.time.InstantSource;
import java.util.List;
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
     * Trains a model, publishes it and makes it the active one.
     *
     * @param asOf the moment that recency is counted to, epoch milliseconds
     */
    public TrainingOutcome run(long asOf) {
        try (ModelPublisher publisher = new ModelTopic(settings).publisher()) {
            TrainingOutcome outcome = fit(asOf);
            if (outcome instanceof Fitted fitted) {
                publisher.publish(fitted.model());
                LOG.info("Model {} is published and active", fitted.model().version());
            }
            return outcome;
        }
    }

    /** Trains a model and keeps it to itself; see {@link #run}. */
    public TrainingOutcome fit(long asOf) {
        ModelTopic.Models known = new ModelTopic(settings).read();
        ProfileTopic.Profiles input = new ProfileTopic(settings).read();
        List<CustomerRfm> customers = input.profiles().stream()
                .map(profile -> customer(profile, asOf))
                .toList();
        TrainingRun run = new TrainingRun(
                known.highestVersion() + 1, wallClock.millis(), asOf, settings.window(), input.offsets());
        try {
            SegmentationModel model =
                    new Trainer(wallClock).train(customers, settings.training(), known.activeModel(), run);
            return new Fitted(model);
        } catch (TooFewCustomersException tooFew) {
            return new Skipped(String.valueOf(tooFew.getMessage()));
        }
    }

    private static CustomerRfm customer(CustomerProfile profile, long asOf) {
        return new CustomerRfm(profile.customerId(), profile.rfmAt(asOf));
    }
}
