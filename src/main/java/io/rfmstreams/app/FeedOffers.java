package io.rfmstreams.app;

import io.rfmstreams.contract.CustomerOffer;
import io.rfmstreams.contract.CustomerOfferJson;
import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.insights.Batch;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Adds the offers of {@code customer-offers} to batches, also those of customers who are not known. */
final class FeedOffers {

    private final DateLimits dates;
    private final InstantSource wallClock;

    FeedOffers(DateLimits dates, InstantSource wallClock) {
        this.dates = dates;
        this.wallClock = wallClock;
    }

    /**
     * Adds a record. A tombstone removes the earlier offers of its customer.
     *
     * @throws InvalidFieldException if the record violates the contract
     */
    void add(ConsumerRecord<byte[], byte[]> record, Batch batch) {
        if (record.value() == null) {
            batch.eraseOffers(CustomerOfferJson.customerId(record.key()));
            return;
        }
        CustomerOffer offer = CustomerOfferJson.decode(record.key(), record.value());
        RejectionReason reason = dates.check(offer.at(), wallClock.millis());
        if (reason != null) {
            throw new InvalidFieldException(reason, "at is not a valid date");
        }
        batch.addOffer(offer, record.timestamp());
    }
}
