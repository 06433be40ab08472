package io.rfmstreams.demo;

/** Codes for lines left out, beside those of {@link io.rfmstreams.contract.RejectionReason}. */
final class DropReason {

    /** Not RFC 4180, or more fields than the header. */
    static final String BAD_CSV = "bad-csv";

    /** Longer than any order, or any record that Kafka takes by its defaults. */
    static final String LINE_TOO_LONG = "line-too-long";

    static final String NO_CUSTOMER = "no-customer";
    static final String REFUND_DROPPED = "refund-dropped";
    static final String QUANTITY_NOT_POSITIVE = "quantity-not-positive";
    static final String QUANTITY_NOT_NEGATIVE = "quantity-not-negative";
    static final String PRICE_NOT_POSITIVE = "price-not-positive";

    private DropReason() {}
}
