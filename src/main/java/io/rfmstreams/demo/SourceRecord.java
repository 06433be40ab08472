package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.rfm.CustomerEvent;
import org.jspecify.annotations.Nullable;

/** One record for the {@code purchases} topic, with the time by which it is put in order. */
public sealed interface SourceRecord {

    /** The record's key, if there is one. */
    @Nullable
    String customerId();

    /** Epoch milliseconds. */
    long time();

    /** The record's value. */
    byte[] value();

    /** The UTF-8 bytes of the customer's id. */
    default byte @Nullable [] key() {
        String id = customerId();
        return id == null ? null : id.getBytes(UTF_8);
    }

    /** An event that was read and checked, or made up. */
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

    /** A line that goes as it is, right or wrong. */
    final class Line implements SourceRecord {

        private final @Nullable String customerId;
        private final byte[] value;
        private final long time;

        Line(@Nullable String customerId, byte[] value, long time) {
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
