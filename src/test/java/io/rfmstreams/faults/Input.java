package io.rfmstreams.faults;

import io.rfmstreams.rfm.CustomerEvent;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A record for {@code purchases}.
 *
 * @param customerId empty for a record that is to be rejected
 * @param event null for a tombstone and for a record that is to be rejected
 * @param value null for a tombstone
 * @param reason the code for which the processor must reject the record; null for a good one
 */
record Input(
        int partition,
        @Nullable Bytes key,
        @Nullable Bytes value,
        String customerId,
        @Nullable CustomerEvent event,
        @Nullable String reason) {

    byte @Nullable [] keyBytes() {
        return key == null ? null : key.get();
    }

    byte @Nullable [] valueBytes() {
        return value == null ? null : value.get();
    }
}
