package io.rfmstreams.bench.flink;

import io.rfmstreams.rfm.CustomerEvent;
import org.jspecify.annotations.Nullable;

/**
 * A record of the input between the source and the customers.
 *
 * @param event the purchase or refund; null for a record that cannot be read
 * @param offset offset of the record
 * @param rejected the value of a record that cannot be read, otherwise empty
 */
@SuppressWarnings("ArrayRecordComponent") // elements are not compared
public record PurchaseElement(String customerId, @Nullable CustomerEvent event, long offset, byte[] rejected) {

    private static final byte[] NOTHING = new byte[0];

    static PurchaseElement of(String customerId, CustomerEvent event, long offset) {
        return new PurchaseElement(customerId, event, offset, NOTHING);
    }

    static PurchaseElement rejected(String key, byte @Nullable [] value, long offset) {
        return new PurchaseElement(key, null, offset, value == null ? NOTHING : value);
    }

    /** Returns the time of the event, epoch milliseconds; the least number without one. */
    long time() {
        return event == null ? Long.MIN_VALUE : event.occurredAt();
    }
}
