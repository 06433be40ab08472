package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.DayBuckets;
import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.Inactivity;
import io.rfmstreams.segment.ModelCatalog;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.Segmenter;
import io.rfmstreams.training.CustomerRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes the segment changes of customers who buy nothing, as the processor does: from the profile, and the purchase history that
 * is rebuilt from the orders and refunds.
 */
final class CustomerPath {

    /** Churn alerts move nobody. */
    private static final ChurnPolicy NO_ALERTS = new ChurnPolicy(Set.of(), Set.of(), 1, 0);

    private final ForecastRules rules;
    private final Window window;
    private final Segmenter segmenter;
    private final List<Activation> activations;
    private final long asOf;

    /**
     * Creates an instance.
     *
     * @param activeVersion null for none
     * @param asOf the time from which on nobody buys, epoch milliseconds
     */
    CustomerPath(ForecastRules rules, ModelCatalog models, @Nullable Integer activeVersion, long asOf) {
        this.rules = rules;
        window = rules.history().window();
        segmenter = new Segmenter(rules.history(), rules.segments(), NO_ALERTS, models);
        activations = activeVersion == null ? List.of() : List.of(new Activation(activeVersion, asOf, 1));
        this.asOf = asOf;
    }

    /**
     * The present segment and all changes, in order.
     *
     * @param exact whether the orders give the RFM of the profile; otherwise the changes are only the next one of the profile and
     *     that to {@code inactive}
     */
    record Path(String segment, List<NextChange> changes, boolean exact) {}

    /** @param events the customer's orders and refunds, in any order */
    Path of(ProfileRow profile, List<CustomerEvent> events) {
        if (profile.frequency() == 0) {
            return new Path(profile.segment(), List.of(), true);
        }
        long now = Math.max(asOf, profile.updatedAt());
        PurchaseHistory history = window.isLifetime() ? lifetime(profile) : rebuild(profile, events, now);
        if (!isOf(profile, history, now)) {
            return approximate(profile);
        }
        Customer stored = new Customer(
                0,
                new Customer.Membership(profile.segment(), profile.since(), 1),
                new Customer.Evaluation(
                        profile.modelVersion(), profile.modelVersion() == 0 ? -1 : 0, profile.updatedAt()),
                Customer.NOT_DUE,
                Inactivity.startingIn(profile.segment()),
                history);
        CustomerUpdate update = segmenter.advance(stored, now, activations);
        List<NextChange> changes = new ArrayList<>();
        segmenter.forecast(update, Activation.inForce(activations)).forEach(step -> changes.add(step.change()));
        return new Path(update.customer().membership().segmentId(), changes, true);
    }

    private PurchaseHistory rebuild(ProfileRow profile, List<CustomerEvent> events, long now) {
        CustomerRows rows = new CustomerRows();
        PurchaseHistory history = PurchaseHistory.EMPTY;
        long position = 0;
        for (CustomerEvent event : events) {
            HistoryUpdate update = history.apply(event, position++, now, rules.history(), rows);
            if (update.outcome().isAccepted()) {
                history = update.history();
                rows.apply(update.rows());
            }
        }
        return new PurchaseHistory(
                profile.firstPurchaseAt(),
                history.lastPlacedAt(),
                history.lastExpiredAt(),
                history.buckets(),
                history.rows(),
                history.position());
    }

    /** Nothing leaves a lifetime, so that the totals are all that a path depends on. */
    private static PurchaseHistory lifetime(ProfileRow profile) {
        long last = profile.lastPurchaseAt();
        DayBucket bucket =
                new DayBucket(0, Math.toIntExact(profile.frequency()), profile.units(), last, DayBucket.NONE, last);
        return new PurchaseHistory(
                profile.firstPurchaseAt(),
                last,
                DayBucket.NONE,
                DayBuckets.of(List.of(bucket)),
                PurchaseHistory.EMPTY.rows(),
                0);
    }

    private boolean isOf(ProfileRow profile, PurchaseHistory history, long now) {
        Rfm rfm = history.rfm(window, now);
        return rfm.frequency() == profile.frequency()
                && rfm.monetary().units() == profile.units()
                && history.lastPurchaseAt() == profile.lastPurchaseAt();
    }

    private Path approximate(ProfileRow profile) {
        List<NextChange> changes = new ArrayList<>();
        long end = window.end(profile.lastPurchaseAt());
        NextChange next = profile.next();
        if (next != null && next.at() < end) {
            changes.add(next);
        }
        if (end != Long.MAX_VALUE) {
            changes.add(new NextChange(ReservedSegment.INACTIVE.id(), end));
        }
        return new Path(profile.segment(), changes, false);
    }

    /**
     * What a path depends on of a row of the table {@code customers}. Times are epoch milliseconds.
     *
     * @param units monetary value in units of money
     * @param modelVersion 0 for none
     */
    record ProfileRow(
            String segment,
            long since,
            long frequency,
            long units,
            long firstPurchaseAt,
            long lastPurchaseAt,
            int modelVersion,
            @Nullable NextChange next,
            long updatedAt) {}
}
