package io.rfmstreams.contract;

import java.util.Locale;

/** Why a record was not taken. The {@link #code()} stands in the dead letter's headers, the summary and the metrics. */
public enum RejectionReason {
    /** Not one JSON object with fields of the right type. */
    BAD_JSON,
    /** The record has no key. */
    NO_KEY,
    /** The body names another customer than the key. */
    KEY_MISMATCH,
    /** In another partition than murmur2 of the key says. */
    WRONG_PARTITION,
    /** The order has no id. */
    MISSING_ID,
    /** An id that is empty, longer than 128 bytes of UTF-8, not UTF-8, or holds control characters. */
    BAD_ID,
    /** Neither PURCHASE nor REFUND. */
    BAD_TYPE,
    /** A refund without a refundId. */
    MISSING_REFUND_ID,
    /** Not a decimal of at least 0. */
    BAD_AMOUNT,
    /** An amount above 10¹². */
    AMOUNT_TOO_LARGE,
    /** Another currency than the configured one. */
    WRONG_CURRENCY,
    /** No RFC 3339 timestamp with an offset. */
    BAD_DATE,
    /** Before 1970. */
    ANCIENT_DATE,
    /** Further after the wall clock than rfm.max.future. */
    FUTURE_DATE,
    /** A sum would leave the range of 64 bits. */
    OVERFLOW,
    /** With a lifetime window: too old to be told from a duplicate. */
    TOO_LATE,
    /** A tick that says that it follows something that is no offset. */
    BAD_TICK;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The reason in lower case with dashes, such as {@code too-late}. */
    public String code() {
        return code;
    }
}
