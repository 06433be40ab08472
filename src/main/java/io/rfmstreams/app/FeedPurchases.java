package io.rfmstreams.app;

import io.rfmstreams.insights.Batch;
import io.rfmstreams.insights.PartitionId;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.topology.EventFilter;
import io.rfmstreams.topology.KeyPartitioning;
import io.rfmstreams.topology.RejectedRecordException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Adds the purchases, refunds and erasures that the processor accepts to batches. The clock of a partition is the latest time of its
 * accepted events. That of the processor can be later, by ticks or the wall clock, which makes a difference only to late events whose
 * id was used before.
 */
final class FeedPurchases {

    private final EventFilter filter;
    private final HistoryRules rules;
    private final Map<PartitionId, Long> clocks;

    /** @param clocks the clock of each partition that has been read, epoch milliseconds */
    FeedPurchases(EventFilter filter, HistoryRules rules, Map<PartitionId, Long> clocks) {
        this.filter = filter;
        this.rules = rules;
        this.clocks = new HashMap<>(clocks);
    }

    /** @param partitions number of partitions of {@code purchases} */
    static FeedPurchases of(Settings settings, int partitions, Map<PartitionId, Long> clocks, InstantSource wallClock) {
        KeyPartitioning partitioning =
                settings.requiresMurmur2() ? KeyPartitioning.murmur2(partitions) : KeyPartitioning.ANY;
        return new FeedPurchases(
                new EventFilter(settings.processor(), partitioning, wallClock::millis),
                settings.processor().history(),
                clocks);
    }

    /** Adds a record. Returns false if the processor rejects it. */
    boolean add(ConsumerRecord<byte[], byte[]> record, Batch batch) {
        try {
            EventFilter.Accepted accepted = filter.accept(record.key(), record.value(), record.partition());
            if (accepted.event() == null) {
                batch.erase(accepted.customerId(), record.timestamp());
                return true;
            }
            return add(accepted.customerId(), accepted.event(), partition(record), batch);
        } catch (RejectedRecordException rejected) {
            return false;
        }
    }

    private boolean add(String customerId, CustomerEvent event, PartitionId partition, Batch batch) {
        long at = event.occurredAt();
        long now = Math.max(clocks.getOrDefault(partition, Long.MIN_VALUE), at);
        long keptFrom = rules.keptFrom(now);
        boolean isKept = at >= keptFrom;
        if (!isKept && rules.window().isLifetime() && !rules.acceptLateOrders()) {
            return false;
        }
        clocks.put(partition, now);
        if (isKept || event instanceof CustomerEvent.Purchase) {
            // An expired order is dated before keptFrom. Its own time makes its repeat recognizable.
            batch.addEvent(customerId, event, Math.min(keptFrom, at));
        }
        return true;
    }

    private static PartitionId partition(ConsumerRecord<?, ?> record) {
        return new PartitionId(record.topic(), record.partition());
    }

    /** Adds the clocks of all partitions to a batch. */
    void addClocks(Batch batch) {
        clocks.forEach(batch::clock);
    }
}
