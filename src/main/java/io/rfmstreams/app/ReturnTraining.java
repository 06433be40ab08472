package io.rfmstreams.app;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.training.CustomerTable;
import io.rfmstreams.training.ReturnFit;
import io.rfmstreams.training.ReturnOptions;
import io.rfmstreams.training.ReturnOutcome;
import io.rfmstreams.training.ReturnOutcome.Fitted;
import io.rfmstreams.training.ReturnOutcome.Skipped;
import io.rfmstreams.training.SampledPurchases;
import java.time.InstantSource;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits the return model to the purchases of a sample of customers. */
final class ReturnTraining {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnTraining.class);

    private final Settings settings;
    private final InstantSource wallClock;

    ReturnTraining(Settings settings, InstantSource wallClock) {
        this.settings = settings;
        this.wallClock = wallClock;
    }

    /**
     * Reads the purchases and fits the model.
     *
     * @param asOf time of the training, epoch milliseconds
     * @param profiles the customers with a profile
     */
    ReturnOutcome fit(long asOf, CustomerTable profiles) {
        ReturnOptions options = settings.returnModel();
        if (options.customers() == 0) {
            return new Skipped("model.return.customers is 0");
        }
        SampledPurchases purchases =
                new SampledPurchases(options, settings.training().seed(), profiles.size(), profiles::contains);
        new PurchaseReader(settings, wallClock).read(new Sample(purchases));
        if (purchases.isReduced()) {
            LOG.warn(
                    "The return model is fitted to {} customers only: the purchases of {} would take more than"
                            + " model.return.memory.bytes={}",
                    purchases.customers(),
                    Math.min(options.customers(), profiles.size()),
                    options.maxBytes());
        }
        ReturnOutcome outcome =
                ReturnFit.of(purchases.snapshots(asOf, settings.processor().history()));
        log(outcome, purchases.customers());
        return outcome;
    }

    private static void log(ReturnOutcome outcome, int customers) {
        if (outcome instanceof Skipped skipped) {
            LOG.info("Fitted no return model: {}", skipped.reason());
        } else if (outcome instanceof Fitted fitted) {
            LOG.info(
                    "Fitted the return model to {} customers: {}",
                    customers,
                    fitted.notValidated() == null
                            ? quality(fitted.model())
                            : "not validated, because " + fitted.notValidated());
        }
    }

    private static String quality(ReturnModel model) {
        ReturnReport report = model.validation();
        return report == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "AUC %.3f, log loss %.3f, Brier score %.3f",
                        report.selected().auc(),
                        report.selected().logLoss(),
                        report.selected().brier());
    }

    /** Adds what is read to the sample. */
    private record Sample(SampledPurchases purchases) implements PurchaseReader.Sink {

        @Override
        public boolean takes(String customerId) {
            return purchases.takes(customerId);
        }

        @Override
        public void add(String customerId, CustomerEvent event) {
            purchases.add(customerId, event);
        }

        @Override
        public void erase(String customerId) {
            purchases.erase(customerId);
        }
    }
}
