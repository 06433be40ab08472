package io.rfmstreams.query;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.CustomerUpdate;
import io.rfmstreams.segment.ForecastStep;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.ReceivedEvent;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.SegmentLookup;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.Segmenter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers queries for one customer. Computes what the processor would compute, and writes nothing. */
public final class CustomerQueries {

    private final CustomerReader reader;
    private final KnownModels models;
    private final Window window;
    private final Segmenter segmenter;
    private final Clock clock;

    /**
     * The clock of hypothetical purchases.
     *
     * @param followsWall whether the customers' tasks follow the wall clock, so that a later purchase does not advance them
     * @param dates the valid dates of purchases
     */
    public record Clock(InstantSource wall, boolean followsWall, DateLimits dates) {}

    public CustomerQueries(CustomerReader reader, KnownModels models, Window window, Segmenter segmenter, Clock clock) {
        this.reader = reader;
        this.models = models;
        this.window = window;
        this.segmenter = segmenter;
        this.clock = clock;
    }

    /**
     * Returns a customer as of the current time of the customer's task.
     *
     * @throws QueryException with {@link QueryError#UNKNOWN_CUSTOMER}, or if the customer cannot be read
     */
    public CustomerAnswer customer(CustomerId customerId) {
        StoredCustomer stored = find(customerId);
        return answer(customerId, advance(known(stored), stored.now(), stored), stored.now(), stored);
    }

    /**
     * Returns a customer before and after a hypothetical event.
     *
     * @throws QueryException as {@link #customer} does, and with {@link QueryError#NOT_TAKEN} for a purchase that the
     *     processor would reject
     */
    public WhatIfAnswer whatIf(CustomerId customerId, WhatIf whatIf) {
        StoredCustomer stored = find(customerId);
        CustomerUpdate before = advance(known(stored), stored.now(), stored);
        long later = stored.now();
        CustomerUpdate after;
        if (whatIf instanceof WhatIf.Wait wait) {
            later += wait.days() * DayBucket.DAY_MILLIS;
            after = advance(before.customer(), later, stored);
        } else {
            WhatIf.Purchase purchase = (WhatIf.Purchase) whatIf;
            long at = purchase.occurredAt() == null ? stored.now() : purchase.occurredAt();
            requireValid(at);
            later = clock.followsWall() ? later : Math.max(later, at);
            after = apply(before.customer(), new Purchase(newOrderId(), purchase.amount(), at), later, stored);
        }
        return new WhatIfAnswer(
                answer(customerId, before, stored.now(), stored),
                answer(customerId, after, later, stored),
                after.moves().isEmpty()
                        ? List.of()
                        : after.moves()
                                .get(after.moves().size() - 1)
                                .explanation()
                                .contributions());
    }

    private StoredCustomer find(CustomerId customerId) {
        StoredCustomer stored = reader.find(customerId);
        Customer customer = stored.customer();
        if (customer == null || !customer.hasPurchased()) {
            throw new QueryException(QueryError.UNKNOWN_CUSTOMER, "the customer is unknown");
        }
        long now = Math.max(stored.now(), customer.evaluation().at());
        return new StoredCustomer(customer, now, stored.activations(), stored.freshness());
    }

    private static Customer known(StoredCustomer stored) {
        Customer customer = stored.customer();
        if (customer == null) {
            throw new IllegalStateException("an unknown customer cannot be advanced");
        }
        return customer;
    }

    private CustomerUpdate advance(Customer customer, long now, StoredCustomer stored) {
        return segmenter.advance(customer, now, stored.activations());
    }

    private CustomerUpdate apply(Customer customer, Purchase purchase, long now, StoredCustomer stored) {
        var event = new ReceivedEvent(purchase, now, customer.history().position() + 1);
        CustomerUpdate.EventResult result = segmenter.apply(customer, KeptRows.NONE, event, stored.activations());
        Outcome outcome = result.applied().outcome();
        if (!outcome.isAccepted()) {
            throw switch (outcome) {
                case TOO_LATE -> notTaken(RejectionReason.TOO_LATE, "the purchase is older than rfm.order.retention");
                case OVERFLOW -> notTaken(RejectionReason.OVERFLOW, "the customer's total would exceed 64 bits");
                default -> new QueryException(QueryError.NOT_TAKEN, "the processor would reject the purchase");
            };
        }
        return result.update().orElseGet(() -> advance(customer, now, stored));
    }

    private void requireValid(long at) {
        RejectionReason reason = clock.dates().check(at, clock.wall().millis());
        if (reason != null) {
            throw notTaken(
                    reason,
                    reason == RejectionReason.ANCIENT_DATE
                            ? "the date is before 1970-01-01"
                            : "the date is more than rfm.max.future after the wall clock");
        }
    }

    private static QueryException notTaken(RejectionReason reason, String detail) {
        return new QueryException(
                QueryError.NOT_TAKEN, "the processor would reject the purchase (" + reason.code() + "): " + detail);
    }

    /** Returns an id that no order has. */
    private static String newOrderId() {
        return "what-if-" + UUID.randomUUID();
    }

    private CustomerAnswer answer(CustomerId customerId, CustomerUpdate update, long now, StoredCustomer stored) {
        Customer customer = update.customer();
        int active = stored.active().modelVersion();
        Rfm rfm = customer.history().rfm(window, now);
        List<ForecastStep> forecast = segmenter.forecast(update, stored.active());
        NextChange next = forecast.isEmpty() ? null : forecast.get(0).change();
        Optional<SegmentationModel> model = models.model(active);
        return new CustomerAnswer(
                new SegmentLookup(models).assignment(customer, active),
                CustomerProfile.of(customerId.value(), customer, rfm, next),
                model.map(each -> each.returnProbability(rfm)).orElse(null),
                forecast,
                model.map(each -> Distance.all(each, RfmPoint.of(rfm))).orElse(List.of()),
                now,
                stored.freshness());
    }
}
