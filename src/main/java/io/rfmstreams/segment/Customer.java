package io.rfmstreams.segment;

import io.rfmstreams.rfm.PurchaseHistory;

/**
 * The state of one customer. Times are epoch milliseconds.
 *
 * @param born offset of the record that created the customer; it distinguishes the customer from an erased one with the
 *     same id
 * @param membership the present segment
 * @param evaluation the last evaluation
 * @param timerAt due time of the customer's timer, {@link #NOT_DUE} without a timer; never later than the next time at
 *     which anything is due
 * @param inactivity what has happened since the last purchase
 * @param history the purchases and refunds
 */
public record Customer(
        long born,
        Membership membership,
        Evaluation evaluation,
        long timerAt,
        Inactivity inactivity,
        PurchaseHistory history) {

    /** A time that never comes. */
    public static final long NOT_DUE = ForecastPath.NEVER;

    /**
     * The present segment of a customer.
     *
     * @param segmentId id of the segment
     * @param since when the customer moved into it
     * @param sequence sequence number of that move, 0 before the first move
     */
    public record Membership(String segmentId, long since, long sequence) {}

    /**
     * When and by which model a customer is evaluated.
     *
     * @param modelVersion version of the model, 0 without a model
     * @param activation alias offset of the activation that made the version active, see {@link Activation}; -1 without a
     *     model
     * @param at time of the evaluation
     */
    public record Evaluation(int modelVersion, long activation, long at) {

        static Evaluation by(Activation activation, long at) {
            return new Evaluation(activation.modelVersion(), activation.aliasOffset(), at);
        }
    }

    /** Returns whether the customer has ever purchased. The state of others only has their refunds. */
    public boolean hasPurchased() {
        return history.hasPurchased();
    }

    /** Returns this customer with another due time of the timer. */
    public Customer withTimerAt(long at) {
        return new Customer(born, membership, evaluation, at, inactivity, history);
    }

    /** Returns this customer with another history, without evaluating it. */
    public Customer withHistory(PurchaseHistory other) {
        return new Customer(born, membership, evaluation, timerAt, inactivity, other);
    }

    Customer withInactivity(Inactivity other) {
        return new Customer(born, membership, evaluation, timerAt, other, history);
    }

    /** Returns the state of somebody who only sent refunds so far. It has the refunds and is not evaluated. */
    static Customer withoutPurchase(PurchaseHistory history, long now) {
        return unevaluated(0, Evaluation.by(Activation.NONE, now), history);
    }

    /** Returns a customer who is still to be evaluated for the first time. */
    static Customer unevaluated(long born, Evaluation evaluation, PurchaseHistory history) {
        Membership membership = new Membership(ReservedSegment.UNASSIGNED.id(), evaluation.at(), 0);
        Inactivity inactivity = Inactivity.startingIn(membership.segmentId());
        return new Customer(born, membership, evaluation, NOT_DUE, inactivity, history);
    }
}
