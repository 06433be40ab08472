package io.rfmstreams.segment;

import io.rfmstreams.rfm.PurchaseHistory;

/**
 * All that is kept of one customer. Times are epoch milliseconds.
 *
 * @param born offset of the record that created the customer, so that a customer erased and come back is another one
 * @param sequence number of the customer's last change, 0 before the first
 * @param segmentId where the customer stands
 * @param since since when
 * @param modelVersion the version under which that was evaluated, 0 without a model
 * @param activation number of the activation under which that was evaluated, see {@link Activation}
 * @param updatedAt the last moment at which the customer was evaluated
 * @param timerAt where the customer's entry in the agenda stands, never after the next moment at which anything is due;
 *     {@link #NOT_DUE} without one
 * @param inactivity what is remembered of the time since the last purchase
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
        long timerAt,
        Inactivity inactivity,
        PurchaseHistory history) {

    /** Stands for a moment that never comes. */
    public static final long NOT_DUE = ForecastPath.NEVER;

    /** Whether there is a customer at all, and not just refunds remembered that came before any purchase. */
    public boolean hasPurchased() {
        return history.hasPurchased();
    }

    /** The same customer with an entry elsewhere in the agenda. */
    public Customer withTimerAt(long at) {
        return new Customer(
                born, sequence, segmentId, since, modelVersion, activation, updatedAt, at, inactivity, history);
    }

    Customer withInactivity(Inactivity other) {
        return new Customer(
                born, sequence, segmentId, since, modelVersion, activation, updatedAt, timerAt, other, history);
    }

    /** One who only gave things back so far: no customer yet, but the refunds are remembered. */
    static Customer notYet(PurchaseHistory history, long now) {
        return unevaluated(0, 0, 0, now, history);
    }

    /** One whom nobody has evaluated yet. */
    static Customer unevaluated(long born, int modelVersion, int activation, long now, PurchaseHistory history) {
        String segmentId = SegmentRef.UNASSIGNED.id();
        Inactivity inactivity = Inactivity.beginningIn(segmentId);
        return new Customer(born, 0, segmentId, now, modelVersion, activation, now, NOT_DUE, inactivity, history);
    }
}
