package io.rfmstreams.rfm;

import io.rfmstreams.rfm.KeptRow.KeptOrder;
import io.rfmstreams.rfm.KeptRow.KeptRefund;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that belong to a history. Rows are read only if the summary does not exclude them. Rows of events that the
 * history does not contain are left out: if a history and its rows are not stored in one transaction, a crash can lose
 * the history of an event whose row was stored. The event is then read again and must not be taken for its own
 * duplicate.
 */
final class VisibleRows {

    private final KeptRows rows;
    private final PurchaseHistory history;

    VisibleRows(KeptRows rows, PurchaseHistory history) {
        // A customer without rows needs no read.
        this.rows = history.rows().size() == 0 ? KeptRows.NONE : rows;
        this.history = history;
    }

    @Nullable
    KeptOrder order(String orderId) {
        if (!history.rows().orderIds().mayHold(orderId)) {
            return null;
        }
        KeptOrder order = rows.order(orderId);
        return order != null && isVisible(order) ? order : null;
    }

    @Nullable
    KeptRefund refund(String refundId) {
        if (!history.rows().mayHaveRefunds()) {
            return null;
        }
        KeptRefund refund = rows.refund(refundId);
        return refund != null && isVisible(refund) ? refund : null;
    }

    List<KeptRefund> refundsOf(String orderId) {
        return history.rows().mayHaveRefunds() ? visible(rows.refundsOf(orderId)) : List.of();
    }

    List<KeptRow> all() {
        return visible(rows.all());
    }

    private boolean isVisible(KeptRow row) {
        return row.position() <= history.position();
    }

    private <T extends KeptRow> List<T> visible(List<T> all) {
        List<T> visible = new ArrayList<>(all);
        visible.removeIf(row -> !isVisible(row));
        return visible;
    }
}
