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
 * @param updatedAt the last moment at which the customer was judged
 * @param agendaAt where the customer's entry in the agenda stands, never after the next moment at which anything is due;
 *     {@link #NOT_DUE} without one
 * @param silence what is remembered of the time since the last purchase
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
        long agendaAt,
        Silence silence,
        PurchaseHistory history) {

    /** Stands for a moment that never comes. */
    public static final long NOT_DUE = SilentPath.NEVER;

    /** Whether there is a customer at all, and not just refunds remembered that came before any purchase. */
    public boolean hasPurchased() {
        return history.hasPurchased();
    }

    /** The same customer with an entry elsewhere in the agenda. */
    public Customer withAgendaAt(long at) {
        return new Customer(
                born, sequence, segmentId, since, modelVersion, activation, updatedAt, at, silence, history);
    }

    Customer withSilence(Silence other) {
        return new Customer(
                born, sequence, segmentId, since, modelVersion, activation, updatedAt, agendaAt, other, history);
    }

    /** One who only gave things back so far: no customer yet, but the refunds are remembered. */
    static Customer notYet(PurchaseHistory history, long now) {
        return unjudged(0, 0, 0, now, history);
    }

    /** One whom nobody has judged yet. */
    static Customer unjudged(long born, int modelVersion, int activation, long now, PurchaseHistory history) {
        String segmentId = SegmentRef.UNASSIGNED.id();
        Silence silence = Silence.beginningIn(segmentId);
        return new Customer(born, 0, segmentId, now, modelVersion, activation, now, NOT_DUE, silence, history);
    }
}
