package io.rfmstreams.topology;

import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.rfm.HistoryUpdate;

/** Counts the purchases and refunds of one task by their outcome, and warns of conflicting duplicates. */
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
     * @param offset the offset of the record
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
                warnings.warn(
                        "Conflicting duplicate",
                        () -> "the order at offset " + offset + " of partition " + taskState.partition()
                                + " is already known with a different amount or time. The first one is kept");
            }
            case TOO_LATE ->
                throw new RejectedRecordException(
                        RejectionReason.TOO_LATE, "the event is older than rfm.order.retention and may be a duplicate");
            case OVERFLOW ->
                throw new RejectedRecordException(
                        RejectionReason.OVERFLOW, "the sum of the customer would exceed 64 bits");
        }
        taskState.counts().add(Counter.REFUNDS_LINKED, applied.lateLinks());
        if (!applied.excess().isZero()) {
            taskState.count(Counter.REFUNDS_IN_EXCESS);
        }
    }
}
