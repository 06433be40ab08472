package io.rfmstreams.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.rfm.CustomerEvent;
import org.jspecify.annotations.Nullable;

/** A record for the {@code purchases} topic, and the time by which records are sorted. */
public sealed interface SourceRecord {

    /** Returns the customer id, which is the key of the record; null if it is unknown. */
    @Nullable
    String customerId();

    /** Returns the time, epoch milliseconds. */
    long time();

    /** Returns the value of the record. */
    byte[] value();

    /**
     * Returns the value as this program writes orders: in UTC, without unknown fields. A value that is no valid order or refund is
     * returned unchanged.
     */
    default byte[] order() {
        return PurchaseJson.decode(value()) instanceof InputRecord.Event event && event.customerId() != null
                ? PurchaseJson.encode(event.customerId(), event.event(), event.currency())
                : value();
    }

    /** Returns the UTF-8 bytes of the customer id; null if it is unknown. */
    default byte @Nullable [] key() {
        String id = customerId();
        return id == null ? null : id.getBytes(UTF_8);
    }

    /** A valid event that was read or generated. */
    record Event(
            String customerId,
            CustomerEvent event,
            @Nullable String currency) implements SourceRecord {

        @Override
        public long time() {
            return event.occurredAt();
        }

        @Override
        public byte[] value() {
            return PurchaseJson.encode(customerId, event, currency);
        }
    }

    /** A line that is sent unchanged, valid or not. */
    final class Line implements SourceRecord {

        private final @Nullable String customerId;
        private final byte[] value;
        private final long time;

        public Line(@Nullable String customerId, byte[] value, long time) {
            this.customerId = customerId;
            this.value = value;
            this.time = time;
        }

        @Override
        public @Nullable String customerId() {
            return customerId;
        }

        @Override
        public long time() {
            return time;
        }

        @Override
        public byte[] value() {
            return value.clone();
        }
    }
}
