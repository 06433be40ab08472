package io.rfmstreams.contract;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.NextChange;
import org.jspecify.annotations.Nullable;

/**
 * A message on {@code customer-profiles}: the segment and the RFM of a customer. Times are epoch milliseconds.
 *
 * @param segment id of the segment
 * @param since time at which the customer moved into the segment
 * @param rfm RFM as of {@code updatedAt}
 * @param modelVersion version that assigned the segment; null without a model
 * @param nextChange next segment change if the customer buys nothing; null if there is none or it is not known
 */
public record CustomerProfile(
        String customerId,
        String segment,
        @EpochMillis long since,
        Rfm rfm,
        @EpochMillis long firstPurchaseAt,
        @EpochMillis long lastPurchaseAt,
        @Nullable Integer modelVersion,
        @Nullable NextChange nextChange,
        @EpochMillis long updatedAt) {

    /**
     * Returns the profile of a customer.
     *
     * @param rfm RFM at the customer's last evaluation
     */
    public static CustomerProfile of(String customerId, Customer customer, Rfm rfm, @Nullable NextChange nextChange) {
        PurchaseHistory history = customer.history();
        Customer.Evaluation evaluation = customer.evaluation();
        return new CustomerProfile(
                customerId,
                customer.membership().segmentId(),
                customer.membership().since(),
                rfm,
                history.firstPurchaseAt(),
                history.lastPurchaseAt(),
                evaluation.modelVersion() == 0 ? null : evaluation.modelVersion(),
                nextChange,
                evaluation.at());
    }

    /** Returns the RFM at a later time. Only recency changes; expiries of the window are not applied. */
    public Rfm rfmAt(long now) {
        return new Rfm(Rfm.recencyDays(lastPurchaseAt, now), rfm.frequency(), rfm.monetary());
    }

    /**
     * Today's RFM of a customer whom the processor may not have seen since the window emptied: then frequency and monetary are
     * 0.
     */
    public Rfm rfmAt(long now, Window window) {
        return window.isOver(lastPurchaseAt, now)
                ? new Rfm(Rfm.recencyDays(lastPurchaseAt, now), 0, Money.ZERO)
                : rfmAt(now);
    }
}
