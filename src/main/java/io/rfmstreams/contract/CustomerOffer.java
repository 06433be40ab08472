package io.rfmstreams.contract;

/**
 * An offer that a customer received, such as a discount.
 *
 * @param offerId what was offered; the same for all customers of a campaign
 * @param at when the customer received it, epoch milliseconds
 */
public record CustomerOffer(String customerId, String offerId, long at) {

    public CustomerOffer {
        Ids.check("customerId", customerId);
        Ids.check("offerId", offerId);
    }
}
