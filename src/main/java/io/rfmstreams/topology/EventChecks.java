package io.rfmstreams.topology;

import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.contract.Ids;
import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.RejectionReason;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Checks input records that were decoded. A record that fails a check is rejected and changes nothing. */
final class EventChecks {

    private final DateLimits dates;
    private final @Nullable String currency;
    private final LongSupplier wallClock;

    /** @param wallClock epoch milliseconds */
    EventChecks(ProcessorRules rules, LongSupplier wallClock) {
        this.dates = rules.dates();
        this.currency = rules.currency();
        this.wallClock = wallClock;
    }

    /**
     * Returns the customer id in a record's key. A value that is not JSON is reported before a missing key.
     *
     * @throws RejectedRecordException if the record has no valid key, or if its value is not JSON
     */
    String customerId(byte @Nullable [] key, @Nullable InputRecord value) {
        if (value instanceof InputRecord.Malformed malformed && malformed.reason() == RejectionReason.BAD_JSON) {
            throw RejectedRecordException.of(malformed);
        }
        if (key == null) {
            throw new RejectedRecordException(RejectionReason.NO_KEY, "the record has no key");
        }
        try {
            return Ids.read("customerId", key);
        } catch (InvalidFieldException invalid) {
            throw new RejectedRecordException(invalid.reason(), String.valueOf(invalid.getMessage()));
        }
    }

    /**
     * Returns the purchase or refund of a customer.
     *
     * @return null if the record is a tombstone
     * @throws RejectedRecordException if the value is malformed or fails a check
     */
    InputRecord.@Nullable Event event(String customerId, @Nullable InputRecord value) {
        if (value instanceof InputRecord.Malformed malformed) {
            throw RejectedRecordException.of(malformed);
        }
        if (!(value instanceof InputRecord.Event event)) {
            return null;
        }
        if (event.customerId() != null && !event.customerId().equals(customerId)) {
            throw new RejectedRecordException(
                    RejectionReason.KEY_MISMATCH, "the body's customerId is not the record's key");
        }
        if (currency != null && event.currency() != null && !event.currency().equals(currency)) {
            throw new RejectedRecordException(
                    RejectionReason.WRONG_CURRENCY,
                    "the currency is not " + currency + ", which rfm.currency requires");
        }
        checkDate(event.event().occurredAt());
        return event;
    }

    /**
     * Returns the time of a tick, epoch milliseconds.
     *
     * @throws RejectedRecordException if the value is missing, malformed or fails a check
     */
    long tickTime(@Nullable InputRecord value) {
        if (value instanceof InputRecord.Malformed malformed) {
            throw RejectedRecordException.of(malformed);
        }
        if (!(value instanceof InputRecord.Tick tick)) {
            throw new RejectedRecordException(RejectionReason.BAD_JSON, "the tick has no value");
        }
        checkDate(tick.time());
        return tick.time();
    }

    private void checkDate(long date) {
        RejectionReason reason = dates.check(date, wallClock.getAsLong());
        if (reason != null) {
            throw new RejectedRecordException(
                    reason,
                    reason == RejectionReason.ANCIENT_DATE
                            ? "the date is before 1970-01-01"
                            : "the date is more than rfm.max.future after the wall clock");
        }
    }
}
