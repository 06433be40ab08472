package io.rfmstreams.contract;

import io.rfmstreams.rfm.CustomerEvent;
import org.jspecify.annotations.Nullable;

/** What came in on {@code purchases} or {@code rfm-clock}, after decoding. A tombstone has no value at all. */
public sealed interface InputRecord {

    /**
     * A purchase or refund.
     *
     * @param customerId as the body names it, if it does
     * @param currency as the body names it, if it does
     */
    record Event(
            @Nullable String customerId,
            CustomerEvent event,
            @Nullable String currency) implements InputRecord {}

    /** The time is now at least this, epoch milliseconds. */
    record Tick(long time) implements InputRecord {}

    /** Something that breaks the contract. */
    record Malformed(RejectionReason reason, String detail) implements InputRecord {

        static Malformed of(InvalidFieldException invalid) {
            return new Malformed(invalid.reason(), String.valueOf(invalid.getMessage()));
        }
    }
}
