package io.rfmstreams.files;

/** The reasons for which input lines are dropped, in addition to those of {@link io.rfmstreams.contract.RejectionReason}. */
final class DropReason {

    /** The line does not conform to RFC 4180, or has more fields than the header. */
    static final String BAD_CSV = "bad-csv";

    /** The line is longer than any order, or than the default maximum record size of Kafka. */
    static final String LINE_TOO_LONG = "line-too-long";

    static final String NO_CUSTOMER = "no-customer";

    /** The customer id is a placeholder such as {@code null} or {@code guest}. */
    static final String PLACEHOLDER_CUSTOMER = "placeholder-customer";

    /** The order was cancelled or voided, or its payment failed. */
    static final String ORDER_CANCELLED = "order-cancelled";

    static final String REFUND_DROPPED = "refund-dropped";
    static final String QUANTITY_NOT_POSITIVE = "quantity-not-positive";
    static final String QUANTITY_NOT_NEGATIVE = "quantity-not-negative";
    static final String PRICE_NOT_POSITIVE = "price-not-positive";

    /** The stock code is no merchandise. */
    static final String NOT_GOODS = "not-goods";

    /** The lines of an invoice came before, as the same block. */
    static final String REPEATED_LINES = "repeated-lines";

    /** The total of an order came again in a further line, which is kept; the total counts once. */
    static final String REPEATED_TOTALS = "repeated-totals";

    private DropReason() {}
}
