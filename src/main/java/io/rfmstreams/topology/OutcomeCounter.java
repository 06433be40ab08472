package io.rfmstreams.topology;

import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.rfm.HistoryUpdate;

/** Counts the purchases and refunds of one task by their outcome, and warns of orders that contradict each other. */
final class OutcomeCounter {

    private final TaskState taskState;
    private final InputWarnings warnings;

    OutcomeCounter(TaskState taskState, InputWarnings warnings) {
        this.taskState = taskState;
        this.warnings = warnings;
    }

    /**
     * Counts an event.
     *
     * @param offset of the event's record
     * @throws RejectedRecordException if the event is rejected
     */
    void count(HistoryUpdate applied, long offset) {
        switch (applied.outcome()) {
            case ORDER -> taskState.count(Counter.ORDERS);
            case EXPIRED_ON_ARRIVAL -> taskState.count(Counter.EXPIRED_ON_ARRIVAL);
            case REFUND_LINKED -> taskState.count(Counter.REFUNDS_LINKED);
            case REFUND_UNLINKED -> taskState.count(Counter.REFUNDS_UNLINKED);
            case REFUND_PENDING -> taskState.count(Counter.REFUNDS_PENDING);
            case REFUND_IGNORED -> taskState.count(Counter.REFUNDS_IGNORED);
            case DUPLICATE, REPROCESSED -> taskState.count(Counter.DUPLICATES);
            case CONFLICTING_DUPLICATE -> {
                taskState.count(Counter.DUPLICATES);
                taskState.count(Counter.CONFLICTING_DUPLICATES);
                warnings.tell(
                        "Conflicting duplicate",
                        () -> "the order at offset " + offset + " of partition " + taskState.partition()
                                + " is known with another amount or time, which stay as they are");
            }
            case TOO_LATE ->
                throw new RejectedRecordException(
                        RejectionReason.TOO_LATE, "older than rfm.order.retention: it may be a duplicate");
            case OVERFLOW ->
                throw new RejectedRecordException(
                        RejectionReason.OVERFLOW, "the customer's sum would leave the range of 64 bits");
        }
        taskState.counts().add(Counter.REFUNDS_LINKED, applied.lateLinks());
        if (!applied.excess().isZero()) {
            taskState.count(Counter.REFUNDS_IN_EXCESS);
        }
    }
}
