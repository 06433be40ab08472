package io.rfmstreams.files;

import java.util.Locale;

/** What a column of a table holds. */
public enum Column {
    ORDER_ID,
    CUSTOMER_ID,
    /** Identifies a customer without a customer id. */
    CUSTOMER_EMAIL,
    OCCURRED_AT,
    AMOUNT,
    TYPE,
    REFUND_ID,
    CURRENCY,
    /** The state of an order, such as {@code paid} or {@code cancelled}. */
    STATUS,
    /** The time of a cancellation; empty if the order is not cancelled. */
    CANCELLED_AT,
    /** The amount given back of the order of the line. */
    REFUNDED_AMOUNT,
    QUANTITY,
    UNIT_PRICE,
    STOCK_CODE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns the name of the column in the orders format and in {@code --columns}, such as {@code customer_id}. */
    public String label() {
        return label;
    }
}
