package io.rfmstreams.rfm;

import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored orders and refunds of one customer. They may contain expired rows, which have no effect. */
public interface KeptRows {

    /** Contains no rows. */
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

    /** Returns an order, or null if there is none with this id. */
    @Nullable
    KeptOrder order(String orderId);

    /** Returns a refund, or null if there is none with this id. */
    @Nullable
    KeptRefund refund(String refundId);

    /** Returns the refunds that name an order, in any order. */
    List<KeptRefund> refundsOf(String orderId);

    /** Returns all rows, in any order. */
    List<KeptRow> all();
}
