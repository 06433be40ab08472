package io.rfmstreams.topology;

import io.rfmstreams.contract.ChurnAlert;
import io.rfmstreams.contract.ChurnAlertJson;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.CustomerState;
import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.SegmentChange;
import io.rfmstreams.contract.SegmentChangeJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.TopicNames;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Purchases and ticks in, segment changes, churn alerts and profiles out, models beside. One processor does it all in one task a
 * partition, so that a customer's state, clock and events are one transaction.
 */
public final class SegmentationTopology {

    /** One row a partition is written with every commit and read whole at every start: it must be compacted soon. */
    private static final Map<String, String> SMALL_SEGMENTS =
            Map.of("segment.bytes", String.valueOf(1 << 20), "min.cleanable.dirty.ratio", "0.01");

    private final TopicNames topics;
    private final ProcessorRules rules;
    private final ModelRegistry models;
    private final InputOffsets probe;
    private final CacheBudget cacheBudget;
    private final InstantSource wallClock;
    private final SliceThrottle throttle;

    public SegmentationTopology(
            TopicNames topics,
            ProcessorRules rules,
            ModelRegistry models,
            InputOffsets probe,
            CacheBudget cacheBudget,
            InstantSource wallClock) {
        this(topics, rules, models, probe, cacheBudget, wallClock, new SliceThrottle(System::nanoTime));
    }

    SegmentationTopology(
            TopicNames topics,
            ProcessorRules rules,
            ModelRegistry models,
            InputOffsets probe,
            CacheBudget cacheBudget,
            InstantSource wallClock,
            SliceThrottle throttle) {
        this.topics = topics;
        this.rules = rules;
        this.models = models;
        this.probe = probe;
        this.cacheBudget = cacheBudget;
        this.wallClock = wallClock;
        this.throttle = throttle;
    }

    /** Builds the topology; one call, one {@code KafkaStreams}. */
    public Topology build(TopologyConfig config) {
        Topology topology = new Topology(config);
        addModels(topology);
        addInputs(topology);
        topology.addProcessor(NodeNames.SEGMENTATION, new SegmentationSupplier(), inputs());
        addOutputs(topology);
        return topology;
    }

    private void addModels(Topology topology) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(StoreNames.MODELS), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                NodeNames.MODELS,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topics.of(TopicRole.MODELS),
                NodeNames.MODEL_UPDATER,
                () -> new ModelUpdater(models));
    }

    private void addInputs(Topology topology) {
        TimestampExtractor eventTime = new EventTimeExtractor(rules.dates(), wallClock);
        topology.addSource(
                AutoOffsetReset.earliest(),
                NodeNames.PURCHASES,
                eventTime,
                new ByteArrayDeserializer(),
                (topic, bytes) -> bytes == null ? null : PurchaseJson.decode(bytes),
                topics.of(TopicRole.PURCHASES));
        if (isMovedByTicks()) {
            topology.addSource(
                    AutoOffsetReset.earliest(),
                    NodeNames.CLOCK,
                    eventTime,
                    new ByteArrayDeserializer(),
                    (topic, bytes) -> bytes == null ? null : TickJson.decode(bytes),
                    topics.of(TopicRole.CLOCK));
        }
    }

    private String[] inputs() {
        return isMovedByTicks()
                ? new String[] {NodeNames.PURCHASES, NodeNames.CLOCK}
                : new String[] {NodeNames.PURCHASES};
    }

    /** The wall clock ignores ticks: they are not even read, for an input that is always empty costs time at each record. */
    private boolean isMovedByTicks() {
        return rules.clock() == ClockMode.EVENT;
    }

    private void addOutputs(Topology topology) {
        topology.addSink(
                NodeNames.CHANGES,
                topics.of(TopicRole.CHANGES),
                new StringSerializer(),
                (Serializer<SegmentChange>) (topic, change) -> SegmentChangeJson.encode(change),
                NodeNames.SEGMENTATION);
        topology.addSink(
                NodeNames.ALERTS,
                topics.of(TopicRole.ALERTS),
                new StringSerializer(),
                (Serializer<ChurnAlert>) (topic, alert) -> ChurnAlertJson.encode(alert),
                NodeNames.SEGMENTATION);
        topology.addSink(
                NodeNames.PROFILES,
                topics.of(TopicRole.PROFILES),
                new StringSerializer(),
                (Serializer<CustomerProfile>)
                        (topic, profile) -> profile == null ? null : CustomerProfileJson.encode(profile),
                NodeNames.SEGMENTATION);
    }

    /** Makes one processor a task, with the stores that it needs. */
    private final class SegmentationSupplier implements ProcessorSupplier<byte[], InputRecord, String, Object> {

        @Override
        public Processor<byte[], InputRecord, String, Object> get() {
            String purchases = topics.of(TopicRole.PURCHASES);
            return new SegmentationProcessor(
                    purchases,
                    context -> new SegmentationTask(context, rules, models, probe, cacheBudget, throttle, purchases));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(customers(), orders(), timers(), tasks(), new CommitHook.Builder());
        }

        private StoreBuilder<KeyValueStore<String, Customer>> customers() {
            Serde<Customer> state = Serdes.serdeFrom(
                    (topic, customer) -> customer == null ? null : CustomerState.encode(customer),
                    (topic, bytes) -> bytes == null ? null : CustomerState.decode(bytes));
            return Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(StoreNames.CUSTOMERS), Serdes.String(), state)
                    .withLoggingEnabled(Map.of());
        }

        /** Not cached: a row is written once, and read again when it is repeated or refunded. */
        private StoreBuilder<KeyValueStore<Bytes, byte[]>> orders() {
            return Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(StoreNames.ORDERS), Serdes.Bytes(), Serdes.ByteArray())
                    .withLoggingEnabled(Map.of());
        }

        /** Not cached: an entry is read once, long after it was written. */
        private StoreBuilder<KeyValueStore<byte[], byte[]>> timers() {
            return Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(StoreNames.TIMERS), Serdes.ByteArray(), Serdes.ByteArray())
                    .withLoggingEnabled(Map.of());
        }

        private StoreBuilder<KeyValueStore<Integer, byte[]>> tasks() {
            return Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(StoreNames.TASKS), Serdes.Integer(), Serdes.ByteArray())
                    .withLoggingEnabled(SMALL_SEGMENTS);
        }
    }
}
