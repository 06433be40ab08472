package io.rfmstreams.query;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.SegmentLookup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers what is asked of one customer. */
public final class CustomerQueries {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final CustomerReader reads;
    private final KnownModels models;
    private final CustomerSimulation present;
    private final Clock clock;

    /**
     * What time it is for suppositions.
     *
     * @param followsWall whether now is the wall clock, so that what is supposed to happen later does not move it
     * @param dates the valid dates of purchases
     */
    public record Clock(InstantSource wall, boolean followsWall, DateLimits dates) {}

    public CustomerQueries(CustomerReader reads, KnownModels models, CustomerSimulation present, Clock clock) {
        this.reads = reads;
        this.models = models;
        this.present = present;
        this.clock = clock;
    }

    /**
     * The customer at the present.
     *
     * @throws QueryException with {@link QueryError#UNKNOWN_CUSTOMER}, or where the customer cannot be read now
     */
    public CustomerAnswer customer(CustomerId customerId) {
        StoredCustomer storedCustomer = find(customerId);
        return answer(customerId, atPresent(storedCustomer), storedCustomer.now(), storedCustomer);
    }

    /**
     * The customer if it bought something, or bought nothing for a while; judged as the processor would.
     *
     * @throws QueryException as {@link #customer} does, and with {@link QueryError#NOT_TAKEN} for a purchase that the
     *     processor would not take
     */
    public WhatIfAnswer whatIf(CustomerId customerId, WhatIf whatIf) {
        StoredCustomer storedCustomer = find(customerId);
        CustomerUpdate before = atPresent(storedCustomer);
        long later = storedCustomer.now();
        CustomerUpdate then;
        if (whatIf instanceof WhatIf.Wait wait) {
            later += wait.days() * DAY_MILLIS;
            then = present.upTo(before.customer(), storedCustomer.activations(), later);
        } else {
            WhatIf.Purchase purchase = (WhatIf.Purchase) whatIf;
            long at = purchase.occurredAt() == null ? storedCustomer.now() : purchase.occurredAt();
            requireValidDate(at);
            later = clock.followsWall() ? later : Math.max(later, at);
            then = take(
                    before.customer(),
                    new CustomerEvent.Purchase(newOrder(), purchase.amount(), at),
                    later,
                    storedCustomer);
        }
        return new WhatIfAnswer(
                answer(customerId, before, storedCustomer.now(), storedCustomer),
                answer(customerId, then, later, storedCustomer),
                then.moves().isEmpty()
                        ? List.of()
                        : then.moves()
                                .get(then.moves().size() - 1)
                                .explanation()
                                .contributions());
    }

    private StoredCustomer find(CustomerId customerId) {
        StoredCustomer storedCustomer = reads.find(customerId);
        Customer customer = storedCustomer.customer();
        if (customer == null || !customer.hasPurchased()) {
            throw new QueryException(QueryError.UNKNOWN_CUSTOMER, "no such customer");
        }
        long now = Math.max(storedCustomer.now(), customer.evaluation().at());
        return new StoredCustomer(customer, now, storedCustomer.activations(), storedCustomer.freshness());
    }

    private CustomerUpdate atPresent(StoredCustomer storedCustomer) {
        @Nullable Customer customer = storedCustomer.customer();
        if (customer == null) {
            throw new IllegalStateException("only customers that are known can be brought up to the present");
        }
        return present.upTo(customer, storedCustomer.activations(), storedCustomer.now());
    }

    private CustomerUpdate take(
            Customer customer, CustomerEvent.Purchase purchase, long now, StoredCustomer storedCustomer) {
        CustomerUpdate.EventResult result = present.take(customer, purchase, now, storedCustomer.activations());
        if (!result.applied().outcome().isAccepted()) {
            throw new QueryException(
                    QueryError.NOT_TAKEN,
                    switch (result.applied().outcome()) {
                        case TOO_LATE -> "a purchase that old would be a dead letter: too-late";
                        case OVERFLOW -> "the customer's sum would leave the range of 64 bits: overflow";
                        default -> "the purchase would not be taken";
                    });
        }
        return result.update().orElseGet(() -> present.upTo(customer, storedCustomer.activations(), now));
    }

    private void requireValidDate(long at) {
        RejectionReason reason = clock.dates().check(at, clock.wall().millis());
        if (reason != null) {
            throw new QueryException(
                    QueryError.NOT_TAKEN, "a purchase with this date would be a dead letter: " + reason.code());
        }
    }

    /** An id that no order has. */
    private static String newOrder() {
        return "what-if-" + UUID.randomUUID();
    }

    private CustomerAnswer answer(
            CustomerId customerId, CustomerUpdate upToNow, long now, StoredCustomer storedCustomer) {
        Customer customer = upToNow.customer();
        int active = storedCustomer.active().modelVersion();
        Rfm rfm = present.rfm(customer, now);
        List<NextChange> forecast = present.forecast(upToNow, storedCustomer.activations());
        NextChange next = forecast.isEmpty() ? null : forecast.get(0);
        return new CustomerAnswer(
                now,
                CustomerProfile.of(customerId.value(), customer, rfm, next),
                new SegmentLookup(models).assignment(customer, active),
                forecast,
                models.model(active)
                        .map(model -> Distance.all(model, RfmPoint.of(rfm)))
                        .orElse(List.of()),
                storedCustomer.freshness());
    }
}
