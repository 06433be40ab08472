package io.rfmstreams.topology;

import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.rfm.CustomerEvent;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Selects the records of {@code purchases} that the processor accepts, for other readers of the topic. */
public final class EventFilter {

    private final EventChecks checks;
    private final KeyPartitioning partitioning;

    /** @param wallClock epoch milliseconds */
    public EventFilter(ProcessorRules rules, KeyPartitioning partitioning, LongSupplier wallClock) {
        this.checks = new EventChecks(rules, wallClock);
        this.partitioning = partitioning;
    }

    /**
     * A record that the processor accepts.
     *
     * @param event null for a tombstone, which erases the customer
     */
    public record Accepted(String customerId, @Nullable CustomerEvent event) {}

    /**
     * Returns what a record contains.
     *
     * @throws RejectedRecordException if the processor rejects the record, whatever it has read before
     */
    public Accepted accept(byte @Nullable [] key, byte @Nullable [] value, int partition) {
        InputRecord decoded = value == null ? null : PurchaseJson.decode(value);
        String customerId = checks.customerId(key, decoded);
        partitioning.check(Objects.requireNonNull(key), partition);
        InputRecord.Event event = checks.event(customerId, decoded);
        return new Accepted(customerId, event == null ? null : event.event());
    }

    /** Returns whether the state of a key is in a partition. The processor rejects records in other partitions. */
    public boolean isPartitionOf(byte[] key, int partition) {
        try {
            partitioning.check(key, partition);
            return true;
        } catch (RejectedRecordException rejected) {
            return false;
        }
    }

    /** Returns the purchase or refund in a value; null if the processor rejects it. */
    public @Nullable CustomerEvent event(String customerId, byte[] value) {
        try {
            InputRecord.Event accepted = checks.event(customerId, PurchaseJson.decode(value));
            return accepted == null ? null : accepted.event();
        } catch (RejectedRecordException rejected) {
            return null;
        }
    }
}
