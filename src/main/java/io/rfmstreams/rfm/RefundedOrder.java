package io.rfmstreams.rfm;

import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.util.List;

/**
 * An order after its refunds. It is undone as soon as it has a refund and nothing is left of it; a free order stands until it
 * is refunded.
 *
 * @param left units of {@link Money} that are left, at least 0
 * @param excess what the refunds gave back beyond the order's amount
 * @param isRefunded whether it has any refund
 */
record RefundedOrder(KeptOrder order, long left, Money excess, boolean isRefunded) {

    /**
     * Adds the refunds up.
     *
     * @throws ArithmeticException if they leave 64 bits
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

    /** The units that a further refund gives back at most. */
    long givenBack(KeptRefund refund) {
        return Math.min(left, refund.amount().units());
    }
}
