package io.rfmstreams.rfm;

import org.jspecify.annotations.Nullable;

/**
 * An order or refund that is kept one by one, so that a repeat is known and a refund finds its order. Rows are written once
 * and never change: what is left of an order follows from its refunds.
 */
public sealed interface KeptRow {

    /** Id of the order or refund, unique among the customer's orders or refunds. */
    String id();

    /** Time of the event, epoch milliseconds. */
    long occurredAt();

    Money amount();

    /** The event's position among the events of its customer, ascending. */
    long position();

    /** An order. */
    record KeptOrder(String id, long occurredAt, Money amount, long position) implements KeptRow {}

    /**
     * A refund.
     *
     * @param orderId the order that it names; null if it names none
     */
    record KeptRefund(String id, @Nullable String orderId, long occurredAt, Money amount, long position)
            implements KeptRow {}
}
