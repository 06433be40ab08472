package io.rfmstreams.rfm;

import org.jspecify.annotations.Nullable;

/**
 * A row: an order or refund that is stored by itself, so that duplicates are detected and refunds find their order.
 * Rows are written once and never change. What is left of an order is computed from its refunds.
 */
public sealed interface KeptRow {

    /** Returns the id of the order or refund, unique among the customer's orders or refunds. */
    String id();

    /** Returns the time of the event, epoch milliseconds. */
    long occurredAt();

    Money amount();

    /** Returns the position of the event among the events of its customer, ascending. */
    long position();

    /** An order. */
    record KeptOrder(String id, long occurredAt, Money amount, long position) implements KeptRow {}

    /**
     * A refund.
     *
     * @param orderId the refunded order; null if the refund names no order
     */
    record KeptRefund(String id, @Nullable String orderId, long occurredAt, Money amount, long position)
            implements KeptRow {}
}
