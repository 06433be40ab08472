package io.rfmstreams.contract;

import java.util.Locale;

/** Why the processor rejects a record. Dead letters, the summary and the metrics contain the {@link #code}. */
public enum RejectionReason {
    /** The value is not one JSON object with fields of the right type. */
    BAD_JSON,
    /** The record has no key. */
    NO_KEY,
    /** The body names another customer than the key. */
    KEY_MISMATCH,
    /** The record is not in the partition that murmur2 of its key gives. */
    WRONG_PARTITION,
    /** An order has no id. */
    MISSING_ID,
    /** An id is empty, longer than 128 bytes of UTF-8, not UTF-8, or contains control characters. */
    BAD_ID,
    /** The type is neither PURCHASE nor REFUND. */
    BAD_TYPE,
    /** A refund has no refundId. */
    MISSING_REFUND_ID,
    /** The amount is not a decimal of at least 0. */
    BAD_AMOUNT,
    /** The amount is above 10¹². */
    AMOUNT_TOO_LARGE,
    /** The currency is not the configured one. */
    WRONG_CURRENCY,
    /** The date is not an RFC 3339 timestamp with an offset. */
    BAD_DATE,
    /** The date is before 1970-01-01. */
    ANCIENT_DATE,
    /** The date is more than rfm.max.future after the wall clock. */
    FUTURE_DATE,
    /** A total would exceed 64 bits. */
    OVERFLOW,
    /** With a lifetime window: the event is too old to be told from a duplicate. */
    TOO_LATE,
    /** A tick names a preceding record that is not a valid offset. */
    BAD_TICK;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Returns the reason in lower case with dashes, such as {@code too-late}. */
    public String code() {
        return code;
    }
}
