package io.rfmstreams.rfm;

import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.util.List;

/**
 * An order with its refunds. The order is undone if it has a refund and nothing is left of it. A free order counts
 * until it is refunded.
 *
 * @param left units of {@link Money} that are left, at least 0
 * @param excess the part of the refunds that exceeds the order's amount
 * @param isRefunded whether the order has a refund
 */
record RefundedOrder(KeptOrder order, long left, Money excess, boolean isRefunded) {

    /**
     * Adds up the refunds of an order.
     *
     * @throws ArithmeticException if the sum exceeds 64 bits
     */
    static RefundedOrder of(KeptOrder order, List<KeptRefund> refunds) {
        long givenBack = 0;
        for (KeptRefund refund : refunds) {
            givenBack = Math.addExact(givenBack, refund.amount().units());
        }
        long left = order.amount().units() - givenBack;
        return new RefundedOrder(order, Math.max(0, left), new Money(Math.max(0, -left)), !refunds.isEmpty());
    }

    boolean isUndone() {
        return isRefunded && left == 0;
    }

    /** Returns the units that a further refund can give back. */
    long givenBack(KeptRefund refund) {
        return Math.min(left, refund.amount().units());
    }
}
