package io.rfmstreams.insights;

import java.io.IOException;

/**
 * A row of the table {@code offers}.
 *
 * @param offeredAt epoch milliseconds
 */
record OfferRow(String customerId, String offerId, long offeredAt) {

    /** Decodes a message of {@code customer-offers}. */
    static OfferRow decode(byte[] value) throws IOException {
        return RowJson.decode(
                value, json -> new OfferRow(json.text("customerId"), json.text("offerId"), json.time("at")));
    }
}
