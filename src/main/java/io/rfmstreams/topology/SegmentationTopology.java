package io.rfmstreams.topology;

import io.rfmstreams.contract.ChurnAlert;
import io.rfmstreams.contract.ChurnAlertJson;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.SegmentChange;
import io.rfmstreams.contract.SegmentChangeJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.TopicNames;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
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
 * The topology. Its inputs are purchases, ticks and models; its outputs are segment changes, churn alerts and customer profiles. One
 * processor per partition does all the work, so that the state, the clock and the events of a customer are in one transaction.
 */
public final class SegmentationTopology {

    /** The name of the sink of segment changes. */
    static final String CHANGES = "segment-changes";

    /** The name of the sink of churn alerts. */
    static final String ALERTS = "churn-alerts";

    /** The name of the sink of customer profiles. */
    static final String PROFILES = "customer-profiles";

    private static final String PURCHASES = "purchases";
    private static final String CLOCK = "clock";
    private static final String SEGMENTATION = "segmentation";
    private static final String MODELS = "models";
    private static final String MODEL_UPDATER = "model-updater";

    /**
     * How long a changelog keeps a tombstone at least. State on a disk that is older misses deletions: it would bring customers
     * back who were erased meanwhile.
     */
    public static final Duration TOMBSTONE_RETENTION = Duration.ofDays(3);

    /** State on a disk that was not touched for this long must not be used again: less than tombstones are kept. */
    public static final Duration MAX_STATE_AGE = Duration.ofDays(2);

    /**
     * Kafka compacts whole segments only. With its default of 1 GiB a restore would read many old versions of each customer.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.DELETE_RETENTION_MS_CONFIG,
            String.valueOf(TOMBSTONE_RETENTION.toMillis()),
            TopicConfig.SEGMENT_BYTES_CONFIG,
            String.valueOf(32 << 20));

    /** The changelog of the {@code tasks} store gets one record per commit and is read at each start, so it must stay small. */
    private static final Map<String, String> SMALL_SEGMENTS =
            Map.of("segment.bytes", String.valueOf(1 << 20), "min.cleanable.dirty.ratio", "0.01");

    private final TopicNames topics;
    private final ProcessorRules rules;
    private final ModelRegistry models;
    private final InputOffsets inputOffsets;
    private final CacheBudget cacheBudget;
    private final InstantSource wallClock;
    private final SliceThrottle throttle;

    public SegmentationTopology(
            TopicNames topics,
            ProcessorRules rules,
            ModelRegistry models,
            InputOffsets inputOffsets,
            CacheBudget cacheBudget,
            InstantSource wallClock) {
        this(topics, rules, models, inputOffsets, cacheBudget, wallClock, new SliceThrottle(System::nanoTime));
    }

    SegmentationTopology(
            TopicNames topics,
            ProcessorRules rules,
            ModelRegistry models,
            InputOffsets inputOffsets,
            CacheBudget cacheBudget,
            InstantSource wallClock,
            SliceThrottle throttle) {
        this.topics = topics;
        this.rules = rules;
        this.models = models;
        this.inputOffsets = inputOffsets;
        this.cacheBudget = cacheBudget;
        this.wallClock = wallClock;
        this.throttle = throttle;
    }

    /** Builds the topology. Each {@code KafkaStreams} needs its own. */
    public Topology build(TopologyConfig config) {
        Topology topology = new Topology(config);
        addModels(topology);
        addInputs(topology);
        topology.addProcessor(SEGMENTATION, new SegmentationSupplier(), inputs());
        addOutputs(topology);
        return topology;
    }

    private void addModels(Topology topology) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(StoreNames.MODELS), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                MODELS,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topics.of(TopicRole.MODELS),
                MODEL_UPDATER,
                () -> new ModelUpdater(models));
    }

    private void addInputs(Topology topology) {
        TimestampExtractor eventTime = new EventTimeExtractor(rules.dates(), wallClock);
        topology.addSource(
                AutoOffsetReset.earliest(),
                PURCHASES,
                eventTime,
                new ByteArrayDeserializer(),
                (topic, bytes) -> bytes == null ? null : PurchaseJson.decode(bytes),
                topics.of(TopicRole.PURCHASES));
        if (readsTicks()) {
            topology.addSource(
                    AutoOffsetReset.earliest(),
                    CLOCK,
                    eventTime,
                    new ByteArrayDeserializer(),
                    (topic, bytes) -> bytes == null ? null : TickJson.decode(bytes),
                    topics.of(TopicRole.CLOCK));
        }
    }

    private String[] inputs() {
        return readsTicks() ? new String[] {PURCHASES, CLOCK} : new String[] {PURCHASES};
    }

    /** Returns whether ticks are an input. With the live clock they are not read, because an empty input costs time per record. */
    private boolean readsTicks() {
        return rules.clock() == ClockMode.EVENT;
    }

    private void addOutputs(Topology topology) {
        topology.addSink(
                CHANGES,
                topics.of(TopicRole.CHANGES),
                new StringSerializer(),
                (Serializer<SegmentChange>) (topic, change) -> SegmentChangeJson.encode(change),
                SEGMENTATION);
        topology.addSink(
                ALERTS,
                topics.of(TopicRole.ALERTS),
                new StringSerializer(),
                (Serializer<ChurnAlert>) (topic, alert) -> ChurnAlertJson.encode(alert),
                SEGMENTATION);
        topology.addSink(
                PROFILES,
                topics.of(TopicRole.PROFILES),
                new StringSerializer(),
                (Serializer<CustomerProfile>)
                        (topic, profile) -> profile == null ? null : CustomerProfileJson.encode(profile),
                SEGMENTATION);
    }

    /** Supplies the processor of each task and its stores. */
    private final class SegmentationSupplier implements ProcessorSupplier<byte[], InputRecord, String, Object> {

        @Override
        public Processor<byte[], InputRecord, String, Object> get() {
            String purchases = topics.of(TopicRole.PURCHASES);
            return new SegmentationProcessor(
                    purchases,
                    context -> new SegmentationTask(
                            context, rules, models, inputOffsets, cacheBudget, throttle, purchases));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(customers(), orders(), timers(), tasks(), new CommitHook.Builder());
        }

        private StoreBuilder<KeyValueStore<String, byte[]>> customers() {
            return Stores.keyValueStoreBuilder(
                            QueriedStore.persistent(StoreNames.CUSTOMERS), Serdes.String(), Serdes.ByteArray())
                    .withLoggingEnabled(CHANGELOG);
        }

        /** Builds the store without caching: a row is read only if an order is repeated or refunded. */
        private StoreBuilder<KeyValueStore<Bytes, byte[]>> orders() {
            return Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(StoreNames.ORDERS), Serdes.Bytes(), Serdes.ByteArray())
                    .withLoggingEnabled(CHANGELOG);
        }

        /**
         * Builds the store without caching: a timer is read once, long after it was written. It has no changelog either, because
         * the timers follow from the customers; see {@link TimerRebuild}.
         */
        private StoreBuilder<KeyValueStore<byte[], byte[]>> timers() {
            return Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(StoreNames.TIMERS), Serdes.ByteArray(), Serdes.ByteArray())
                    .withLoggingDisabled();
        }

        private StoreBuilder<KeyValueStore<Integer, byte[]>> tasks() {
            return Stores.keyValueStoreBuilder(
                            QueriedStore.inMemory(StoreNames.TASKS), Serdes.Integer(), Serdes.ByteArray())
                    .withLoggingEnabled(SMALL_SEGMENTS);
        }
    }
}
