package io.rfmstreams.contract;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.NextChange;
import org.jspecify.annotations.Nullable;

/**
 * A message on {@code customer-profiles}: where a customer stands. Times are epoch milliseconds.
 *
 * @param segment id
 * @param since since when the customer stands there
 * @param rfm as of {@code updatedAt}
 * @param modelVersion null without a model
 * @param nextChange null if there is none or it is not known
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
     * The profile of a customer.
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

    /** Today's RFM: recency counted again, frequency and monetary as they are. */
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
