package io.rfmstreams.contract;

import io.rfmstreams.rfm.CustomerEvent;
import org.jspecify.annotations.Nullable;

/** A decoded value of {@code purchases} or {@code rfm-clock}. A tombstone has no value. */
public sealed interface InputRecord {

    /**
     * A purchase or refund.
     *
     * @param customerId the customer in the body; null if the body names none
     * @param currency the currency in the body; null if the body names none
     */
    record Event(
            @Nullable String customerId,
            CustomerEvent event,
            @Nullable String currency) implements InputRecord {}

    /** A tick: advances the clock to a time, epoch milliseconds. */
    record Tick(long time) implements InputRecord {}

    /** A value that violates the contract. */
    record Malformed(RejectionReason reason, String detail) implements InputRecord {

        static Malformed of(InvalidFieldException invalid) {
            return new Malformed(invalid.reason(), String.valueOf(invalid.getMessage()));
        }
    }
}
