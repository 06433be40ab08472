package io.rfmstreams.insights;

/** Adds offers to batches. */
public final class TestOffers {

    private TestOffers() {}

    public static void add(Batch batch, String customerId, String offerId, long offeredAt) {
        batch.offers.add(new OfferRow(customerId, offerId, offeredAt));
    }
}
