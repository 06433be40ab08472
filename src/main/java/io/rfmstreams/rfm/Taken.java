package io.rfmstreams.rfm;

/**
 * What became of an event, and the history after it.
 *
 * @param history the history after the event; unchanged unless the event was taken
 * @param outcome what became of it
 * @param excess what a refund gave back beyond what was left of its order: counted, otherwise ignored
 */
public record Taken(PurchaseHistory history, Outcome outcome, Money excess) {

    /** What became of an event. */
    public enum Outcome {
        /** A purchase that counts. */
        ORDER,
        /** A refund that shrank, or undid, a remembered order. */
        REFUND_LINKED,
        /** A refund of an order that is not remembered; it counts on its own day. */
        REFUND_UNLINKED,
        /** A refund to a customer who never bought. */
        REFUND_IGNORED,
        /** Seen before; nothing changes. */
        DUPLICATE,
        /** Too old to be told from a duplicate; refused. */
        BEYOND_MEMORY,
        /** A sum would leave the range of 64 bits; refused. */
        OVERFLOW;

        /** Whether the event moves the clock: duplicates and what is refused never do. */
        public boolean isTaken() {
            return compareTo(DUPLICATE) < 0;
        }
    }

    static Taken of(PurchaseHistory history, Outcome outcome) {
        return new Taken(history, outcome, Money.ZERO);
    }
}
