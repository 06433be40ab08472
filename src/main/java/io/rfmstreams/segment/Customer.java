package io.rfmstreams.segment;

import io.rfmstreams.rfm.PurchaseHistory;

/**
 * All that is kept of one customer. Times are epoch milliseconds.
 *
 * @param born offset of the record that created the customer, so that a customer erased and come back is another one
 * @param sequence number of the customer's last change, 0 before the first
 * @param segmentId where the customer stands
 * @param since since when
 * @param modelVersion the version under which that was judged, 0 without a model
 * @param activation number of the activation under which that was judged, see {@link Activation}
 * @param updatedAt the customer's last write
 * @param history the purchases
 */
public record Customer(
        long born,
        long sequence,
        String segmentId,
        long since,
        int modelVersion,
        int activation,
        long updatedAt,
        PurchaseHistory history) {

    /** Whether there is a customer at all, and not just refunds remembered that came before any purchase. */
    public boolean hasPurchased() {
        return history.hasPurchased();
    }

    /** One who only gave things back so far: no customer yet, but the refunds are remembered. */
    static Customer notYet(PurchaseHistory history, long now) {
        return new Customer(0, 0, SegmentRef.UNASSIGNED.id(), now, 0, 0, now, history);
    }
}
