package io.rfmstreams.insights;

import io.rfmstreams.contract.CustomerOffer;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** Writes the tables {@code offers} and {@code erasures}. */
final class OfferWriter {

    private final WriteConnection connection;

    OfferWriter(WriteConnection connection) {
        this.connection = connection;
    }

    void write(Batch batch) throws SQLException {
        connection.deleteCustomers("offers", batch.erasedOffers);
        if (!batch.offers.isEmpty()) {
            insertNew(batch.offers);
        }
        if (!batch.erasures.isEmpty()) {
            append(batch.erasures);
        }
        if (!batch.offers.isEmpty() || !batch.erasures.isEmpty()) {
            deleteOffersOfErasedCustomers();
        }
    }

    private void insertNew(Collection<OfferRow> offers) throws SQLException {
        try (RowAppender rows = connection.stage("staged_offers")) {
            for (OfferRow row : offers) {
                CustomerOffer offer = row.offer();
                rows.beginRow()
                        .text(offer.customerId())
                        .text(offer.offerId())
                        .time(offer.at())
                        .time(row.recordedAt())
                        .endRow();
            }
        }
        connection.execute("""
                INSERT INTO offers SELECT customer_id, offer_id, offered_at, max(recorded_at) FROM staged_offers
                ANTI JOIN offers USING (customer_id, offer_id, offered_at) GROUP BY ALL
                """);
    }

    private void append(Map<String, Long> erasures) throws SQLException {
        try (RowAppender rows = connection.append("erasures")) {
            for (Map.Entry<String, Long> erasure : erasures.entrySet()) {
                rows.beginRow().text(erasure.getKey()).time(erasure.getValue()).endRow();
            }
        }
    }

    /** The two topics are not read in step: an offer can be read after the later erasure of its customer. */
    private void deleteOffersOfErasedCustomers() throws SQLException {
        connection.execute("""
                DELETE FROM offers USING erasures
                WHERE erasures.customer_id = offers.customer_id AND offers.recorded_at <= erasures.erased_at
                """);
    }
}
