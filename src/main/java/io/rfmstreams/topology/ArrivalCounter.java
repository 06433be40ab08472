package io.rfmstreams.topology;

import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.rfm.HistoryUpdate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the purchases and refunds of one task by their outcome, and warns of orders that contradict each other. */
final class ArrivalCounter {

    private static final Logger LOG = LoggerFactory.getLogger(ArrivalCounter.class);

    private final TaskJournal journal;
    private final RateLimitedLog log;

    ArrivalCounter(TaskJournal journal) {
        this(journal, new RateLimitedLog(System::currentTimeMillis, LOG::warn));
    }

    ArrivalCounter(TaskJournal journal, RateLimitedLog log) {
        this.journal = journal;
        this.log = log;
    }

    /**
     * Counts an event.
     *
     * @param offset of the event's record
     * @throws RejectedRecordException if the event is rejected
     */
    void count(HistoryUpdate applied, long offset) {
        switch (applied.outcome()) {
            case ORDER -> journal.count(Counter.ORDERS);
            case EXPIRED_ON_ARRIVAL -> journal.count(Counter.EXPIRED_ON_ARRIVAL);
            case REFUND_LINKED -> journal.count(Counter.REFUNDS_LINKED);
            case REFUND_UNLINKED -> journal.count(Counter.REFUNDS_UNLINKED);
            case REFUND_PENDING -> journal.count(Counter.REFUNDS_PENDING);
            case REFUND_IGNORED -> journal.count(Counter.REFUNDS_IGNORED);
            case DUPLICATE, REPROCESSED -> journal.count(Counter.DUPLICATES);
            case CONFLICTING_DUPLICATE -> {
                journal.count(Counter.DUPLICATES);
                journal.count(Counter.CONFLICTING_DUPLICATES);
                log.tell(
                        "Conflicting duplicate",
                        () -> "the order at offset " + offset + " of partition " + journal.partition()
                                + " is known with another amount or time, which stay as they are");
            }
            case TOO_LATE ->
                throw new RejectedRecordException(
                        RejectionReason.TOO_LATE, "older than rfm.order.retention: it may be a duplicate");
            case OVERFLOW ->
                throw new RejectedRecordException(
                        RejectionReason.OVERFLOW, "the customer's sum would leave the range of 64 bits");
        }
        journal.counts().add(Counter.REFUNDS_LINKED, applied.lateLinks());
        if (!applied.excess().isZero()) {
            journal.count(Counter.REFUNDS_IN_EXCESS);
        }
    }
}
