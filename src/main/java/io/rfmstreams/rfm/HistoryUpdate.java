package io.rfmstreams.rfm;

/**
 * The result of an event.
 *
 * @param history the history after the event, see {@link #isChangeOf}
 * @param outcome the kind of result
 * @param rows the changes of the rows, which must be stored together with the history
 * @param lateLinks number of pending refunds that the arrival of their order applied
 * @param excess the part of refunds that exceeds what was left of the order; it is counted and otherwise ignored
 */
public record HistoryUpdate(PurchaseHistory history, Outcome outcome, RowChanges rows, int lateLinks, Money excess) {

    /** The kind of result. */
    public enum Outcome {
        /** A purchase that has a row. It counts as long as its day bucket is in the window. */
        ORDER,
        /** A purchase dated before the window. It can only change the time of the first or the last purchase. */
        EXPIRED_ON_ARRIVAL,
        /** A refund that reduced or undid its order. */
        REFUND_LINKED,
        /** A refund that names no order. It counts on its own day. */
        REFUND_UNLINKED,
        /** A refund whose order has not arrived. It has no effect until the order arrives. */
        REFUND_PENDING,
        /** A refund that is too old to have an effect. */
        REFUND_IGNORED,
        /** An event that the history contains already and that was read again after a crash. */
        REPROCESSED,
        /** An order or refund that has a row already. Nothing changes. */
        DUPLICATE,
        /** An order that has a row already with another amount or time. Nothing changes. */
        CONFLICTING_DUPLICATE,
        /** Rejected: with a lifetime window, the event is too old to be told from a duplicate. */
        TOO_LATE,
        /** Rejected: a total would exceed 64 bits. */
        OVERFLOW;

        /** Returns whether the event advances the clock. Duplicates and rejected events never do. */
        public boolean isAccepted() {
            return compareTo(DUPLICATE) < 0;
        }
    }

    /** Returns whether the event changed the history. An event that is read again after a crash can only add a row. */
    public boolean isChangeOf(PurchaseHistory before) {
        return history.position() != before.position()
                || history.rows().size() != before.rows().size();
    }

    static HistoryUpdate of(PurchaseHistory history, Outcome outcome) {
        return of(history, outcome, RowChanges.NONE);
    }

    static HistoryUpdate of(PurchaseHistory history, Outcome outcome, RowChanges rows) {
        return new HistoryUpdate(history, outcome, rows, 0, Money.ZERO);
    }
}
