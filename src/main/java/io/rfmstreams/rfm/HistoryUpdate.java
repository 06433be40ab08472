package io.rfmstreams.rfm;

/**
 * The result of an event.
 *
 * @param history the history after the event, see {@link #isChangeOf}
 * @param outcome the kind of result
 * @param rows the changes of the rows that are kept one by one, to be made together with the change of the history
 * @param lateLinks how many pending refunds were applied to the order, which came after them
 * @param excess what refunds gave back beyond what was left of their order: counted, otherwise ignored
 */
public record HistoryUpdate(PurchaseHistory history, Outcome outcome, RowChanges rows, int lateLinks, Money excess) {

    /** The kind of result. */
    public enum Outcome {
        /** A purchase that is kept, and counts as long as its day bucket is in the window. */
        ORDER,
        /** A purchase dated before the window: it only changes the first purchase, or the last one. */
        EXPIRED_ON_ARRIVAL,
        /** A refund that shrank, or undid, its order. */
        REFUND_LINKED,
        /** A refund that names no order; it counts on its own day. */
        REFUND_UNLINKED,
        /** A refund whose order has not arrived; it has no effect before that. */
        REFUND_PENDING,
        /** A refund that is too old to have an effect. */
        REFUND_IGNORED,
        /** An event that the history has seen already, read again after a crash. */
        REPROCESSED,
        /** An order or refund that is kept already; nothing changes. */
        DUPLICATE,
        /** An order that is kept already, with another amount or time; nothing changes. */
        CONFLICTING_DUPLICATE,
        /** With a lifetime window: too old to be told from a duplicate; rejected. */
        TOO_LATE,
        /** A sum would leave the range of 64 bits; rejected. */
        OVERFLOW;

        /** Whether the event moves the clock: duplicates and rejected events never do. */
        public boolean isAccepted() {
            return compareTo(DUPLICATE) < 0;
        }
    }

    /** Whether the event changed the history: one that is read again after a crash may have added a row to it. */
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
