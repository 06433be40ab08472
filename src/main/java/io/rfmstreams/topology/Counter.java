package io.rfmstreams.topology;

import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.segment.ChurnSignal;
import io.rfmstreams.segment.SegmentMove;

/**
 * The counters of a task. Each has a number, by which it is stored, and a dotted name for summaries and metrics. The numbers are part
 * of the state format; a number that was used must never get another meaning.
 */
public enum Counter {
    ORDERS(0, "orders"),
    CUSTOMERS(1, "customers"),
    DUPLICATES(2, "duplicates"),
    REFUNDS_LINKED(3, "refunds.linked"),
    REFUNDS_UNLINKED(4, "refunds.unlinked"),
    REFUNDS_IGNORED(5, "refunds.ignored"),
    /** Refunds whose amount exceeds the rest of their order. */
    REFUNDS_IN_EXCESS(6, "refundsInExcess"),
    /** Orders that are before the window when they are read. */
    EXPIRED_ON_ARRIVAL(7, "expiredOnArrival"),
    /** Duplicates with a different amount or time. */
    CONFLICTING_DUPLICATES(8, "conflictingDuplicates"),
    /** Refunds whose order is not known yet. */
    REFUNDS_PENDING(9, "refunds.pending"),
    /** Accepted orders and refunds with a currency other than the first one of the partition. */
    OTHER_CURRENCY(10, "otherCurrency"),
    DEAD_LETTERS_BAD_JSON(16, "deadLetters.bad-json"),
    DEAD_LETTERS_NO_KEY(17, "deadLetters.no-key"),
    DEAD_LETTERS_KEY_MISMATCH(18, "deadLetters.key-mismatch"),
    DEAD_LETTERS_MISSING_ID(19, "deadLetters.missing-id"),
    DEAD_LETTERS_BAD_ID(20, "deadLetters.bad-id"),
    DEAD_LETTERS_BAD_TYPE(21, "deadLetters.bad-type"),
    DEAD_LETTERS_MISSING_REFUND_ID(22, "deadLetters.missing-refund-id"),
    DEAD_LETTERS_BAD_AMOUNT(23, "deadLetters.bad-amount"),
    DEAD_LETTERS_AMOUNT_TOO_LARGE(24, "deadLetters.amount-too-large"),
    DEAD_LETTERS_WRONG_CURRENCY(25, "deadLetters.wrong-currency"),
    DEAD_LETTERS_BAD_DATE(26, "deadLetters.bad-date"),
    DEAD_LETTERS_ANCIENT_DATE(27, "deadLetters.ancient-date"),
    DEAD_LETTERS_FUTURE_DATE(28, "deadLetters.future-date"),
    DEAD_LETTERS_OVERFLOW(29, "deadLetters.overflow"),
    DEAD_LETTERS_BAD_TICK(31, "deadLetters.bad-tick"),
    DEAD_LETTERS_TOO_LATE(32, "deadLetters.too-late"),
    DEAD_LETTERS_WRONG_PARTITION(33, "deadLetters.wrong-partition"),
    CHANGES_FIRST_PURCHASE(48, "changes.FIRST_PURCHASE"),
    CHANGES_PURCHASE(49, "changes.PURCHASE"),
    CHANGES_REFUND(50, "changes.REFUND"),
    CHANGES_TIME(51, "changes.TIME"),
    CHANGES_MODEL(52, "changes.MODEL"),
    CHANGES_ERASED(53, "changes.ERASED"),
    ALERTS_SLIPPED(54, "alerts.SLIPPED"),
    ALERTS_SLIPPING(55, "alerts.SLIPPING"),
    /** Timers that fired. */
    TIMERS_FIRED(56, "timers.fired"),
    /** Timers that fired before the customer was due, because a purchase has postponed it. */
    TIMERS_EARLY(57, "timers.early"),
    /** Timers that were created or moved. */
    TIMERS_SET(58, "timers.set"),
    ALERTS_FADING(59, "alerts.FADING");

    /** The limit of the numbers, exclusive. */
    static final int END = 64;

    private final int number;
    private final String dottedName;

    Counter(int number, String dottedName) {
        this.number = number;
        this.dottedName = dottedName;
    }

    int number() {
        return number;
    }

    /** Returns the name in summaries and metrics, such as {@code deadLetters.bad-json}. */
    public String dottedName() {
        return dottedName;
    }

    static Counter deadLetters(RejectionReason reason) {
        return valueOf("DEAD_LETTERS_" + reason.name());
    }

    static Counter alerts(ChurnSignal.Kind kind) {
        return valueOf("ALERTS_" + kind.name());
    }

    static Counter changes(SegmentMove.Reason reason) {
        return valueOf("CHANGES_" + reason.name());
    }
}
