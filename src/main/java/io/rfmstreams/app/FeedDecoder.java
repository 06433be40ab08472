package io.rfmstreams.app;

import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.Batch;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.topology.EventChecks;
import io.rfmstreams.topology.RateLimitedLog;
import io.rfmstreams.topology.RejectedRecordException;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes records into batches. A malformed record is logged and left out. Purchases are checked as the processor checks them, which
 * counts and logs those that it rejects.
 */
final class FeedDecoder {

    private final EventChecks checks;
    private final RateLimitedLog log;
    private final Consumer<TopicRole> onMalformed;

    /** @param onMalformed is called for each malformed record */
    FeedDecoder(EventChecks checks, RateLimitedLog log, Consumer<TopicRole> onMalformed) {
        this.checks = checks;
        this.log = log;
        this.onMalformed = onMalformed;
    }

    /** Adds a record. Returns false if it is malformed. */
    boolean add(TopicRole role, ConsumerRecord<String, byte[]> record, Batch batch) {
        if (role == TopicRole.PURCHASES) {
            return addPurchase(record, batch);
        }
        try {
            batch.add(role, record.key(), record.value());
            return true;
        } catch (IOException malformed) {
            onMalformed.accept(role);
            log.log(
                    "Left out a malformed record of topic " + record.topic(),
                    () -> "partition " + record.partition() + ", offset " + record.offset());
            return false;
        }
    }

    private boolean addPurchase(ConsumerRecord<String, byte[]> record, Batch batch) {
        if (record.key() == null) {
            return false;
        }
        if (record.value() == null) {
            batch.erasePurchases(record.key());
            return true;
        }
        try {
            InputRecord.Event event = checks.event(record.key(), PurchaseJson.decode(record.value()));
            if (event != null && event.event() instanceof Purchase purchase) {
                batch.addPurchase(record.key(), purchase);
            }
            return true;
        } catch (RejectedRecordException rejected) {
            onMalformed.accept(TopicRole.PURCHASES);
            return false;
        }
    }
}
