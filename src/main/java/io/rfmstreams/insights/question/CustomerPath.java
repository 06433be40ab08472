package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes the segment changes of customers who buy nothing, as the processor does: from the profile, and the purchase history that
 * is rebuilt from the orders and refunds. The path of a customer of the active model does not depend on the time at which it is
 * computed.
 */
final class CustomerPath {

    /** Churn alerts move nobody. */
    private static final ChurnPolicy NO_ALERTS = new ChurnPolicy(Set.of(), Set.of(), 1, 0);

    private final Window window;
    private final Segmenter segmenter;
    private final @Nullable Integer activeVersion;
    private final List<Activation> activations;
    private final long asOf;

    /**
     * Creates an instance.
     *
     * @param activeVersion null for none
     * @param asOf the time at which customers of other models are moved to the active one, epoch milliseconds
     */
    CustomerPath(ForecastRules rules, ModelCatalog models, @Nullable Integer activeVersion, long asOf) {
        window = rules.history().window();
        segmenter = new Segmenter(rules.history(), rules.segments(), NO_ALERTS, models);
        this.activeVersion = activeVersion;
        activations = activeVersion == null ? List.of() : List.of(new Activation(activeVersion, asOf, 1));
        this.asOf = asOf;
    }

    /**
     * A segment, and all changes from it on, in order. The first ones can be in the past.
     *
     * @param exact whether the orders give the RFM of the profile; otherwise the changes are only the next one of the profile and
     *     that to {@code inactive}
     */
    record Path(String segment, List<NextChange> changes, boolean exact) {}

    /** Returns whether the path of a customer depends on the time at which it is computed. */
    boolean isOfOtherModel(CustomerRow customer) {
        return activeVersion != null && activeVersion != customer.modelVersion() && customer.frequency() > 0;
    }

    /** Returns the path of a customer without an order. */
    static Path settled(String segment) {
        return new Path(segment, List.of(), true);
    }

    /** @param history the customer's orders and refunds at the time of the row, as far as they are known */
    Path of(CustomerRow customer, PurchaseHistory history) {
        if (customer.frequency() == 0) {
            return settled(customer.segment());
        }
        if (!isOf(customer, history)) {
            return approximate(customer);
        }
        Customer stored = new Customer(
                0,
                new Customer.Membership(customer.segment(), customer.since(), 1),
                new Customer.Evaluation(
                        customer.modelVersion(), customer.modelVersion() == 0 ? -1 : 0, customer.updatedAt()),
                Customer.NOT_DUE,
                Inactivity.startingIn(customer.segment()),
                history);
        long start = isOfOtherModel(customer) ? Math.max(asOf, customer.updatedAt()) : customer.updatedAt();
        CustomerUpdate update = segmenter.advance(stored, start, activations);
        List<NextChange> changes = new ArrayList<>();
        segmenter.forecast(update, Activation.inForce(activations)).forEach(step -> changes.add(step.change()));
        return new Path(update.customer().membership().segmentId(), changes, true);
    }

    private boolean isOf(CustomerRow customer, PurchaseHistory history) {
        Rfm rfm = history.rfm(window, customer.updatedAt());
        return rfm.frequency() == customer.frequency()
                && rfm.monetary().units() == customer.units()
                && history.lastPurchaseAt() == customer.lastPurchaseAt();
    }

    private Path approximate(CustomerRow customer) {
        List<NextChange> changes = new ArrayList<>();
        long end = window.end(customer.lastPurchaseAt());
        NextChange next = customer.next();
        if (next != null && next.at() < end) {
            changes.add(next);
        }
        if (end != Long.MAX_VALUE) {
            changes.add(new NextChange(ReservedSegment.INACTIVE.id(), end));
        }
        return new Path(customer.segment(), changes, false);
    }
}
