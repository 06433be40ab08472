package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.Batch;
import io.rfmstreams.topology.RateLimitedLog;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes records into batches. A malformed record is counted, logged and left out. Purchases that the processor rejects are only
 * counted, since the processor logs them.
 */
final class FeedDecoder {

    private final FeedPurchases purchases;
    private final FeedOffers offers;
    private final RateLimitedLog log;
    private final Consumer<TopicRole> onMalformed;

    /** @param onMalformed is called for each malformed or rejected record */
    FeedDecoder(FeedPurchases purchases, FeedOffers offers, RateLimitedLog log, Consumer<TopicRole> onMalformed) {
        this.purchases = purchases;
        this.offers = offers;
        this.log = log;
        this.onMalformed = onMalformed;
    }

    /** Adds a record. Returns false if it is malformed or rejected. */
    boolean add(TopicRole role, ConsumerRecord<byte[], byte[]> record, Batch batch) {
        if (role == TopicRole.PURCHASES) {
            boolean isAccepted = purchases.add(record, batch);
            if (!isAccepted) {
                onMalformed.accept(role);
            }
            return isAccepted;
        }
        try {
            if (role == TopicRole.OFFERS) {
                offers.add(record, batch);
            } else {
                batch.add(role, record.key() == null ? null : new String(record.key(), UTF_8), record.value());
            }
            return true;
        } catch (IOException | InvalidFieldException malformed) {
            onMalformed.accept(role);
            log.log(
                    "Left out a malformed record of topic " + record.topic(),
                    () -> "partition " + record.partition() + ", offset " + record.offset());
            return false;
        }
    }

    /** Adds what the next batch needs to know of this one. */
    void complete(Batch batch) {
        purchases.addClocks(batch);
    }
}
