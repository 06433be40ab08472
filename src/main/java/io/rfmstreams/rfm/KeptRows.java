package io.rfmstreams.rfm;

import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The orders and refunds of one customer that are kept one by one. They may hold rows that are no longer to be kept; those
 * have no effect.
 */
public interface KeptRows {

    /** No rows at all. */
    KeptRows NONE = new KeptRows() {

        @Override
        public @Nullable KeptOrder order(String orderId) {
            return null;
        }

        @Override
        public @Nullable KeptRefund refund(String refundId) {
            return null;
        }

        @Override
        public List<KeptRefund> refundsOf(String orderId) {
            return List.of();
        }

        @Override
        public List<KeptRow> all() {
            return List.of();
        }
    };

    /** One order; null if there is none of this id. */
    @Nullable
    KeptOrder order(String orderId);

    /** One refund; null if there is none of this id. */
    @Nullable
    KeptRefund refund(String refundId);

    /** The refunds that name an order, in any order. */
    List<KeptRefund> refundsOf(String orderId);

    /** All rows, in any order. */
    List<KeptRow> all();
}
