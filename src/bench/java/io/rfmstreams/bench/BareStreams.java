package io.rfmstreams.bench;

import io.rfmstreams.app.ConfigKey;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.StreamsConfiguration;
import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.topology.EventTimeExtractor;
import io.rfmstreams.topology.SharedRocksMemory;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** A processor without rules under the very settings of the real one, on the topics of the same installation. */
final class BareStreams implements AutoCloseable {

    private static final List<TopicRole> ALL_OUTPUTS = List.of(TopicRole.PROFILES, TopicRole.CHANGES, TopicRole.ALERTS);

    private final SharedRocksMemory rocksMemory;
    private final KafkaStreams streams;

    private BareStreams(
            Settings settings,
            ProcessorSupplier<byte[], InputRecord, String, byte[]> processors,
            List<TopicRole> outputs) {
        rocksMemory = new SharedRocksMemory(
                settings.configuration().get(ConfigKey.BLOCK_CACHE),
                settings.configuration().get(ConfigKey.WRITE_BUFFERS));
        Map<String, Object> settled =
                new HashMap<>(StreamsConfiguration.of(settings, rocksMemory).originals());
        settled.put(
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                settings.configuration().get(ConfigKey.STORE_CACHE));
        StreamsConfig config = new StreamsConfig(settled);
        Topology topology = new Topology(new TopologyConfig(config));
        topology.addSource(
                AutoOffsetReset.earliest(),
                "purchases",
                new EventTimeExtractor(settings.dates(), Clock.systemUTC()),
                new ByteArrayDeserializer(),
                (topic, bytes) -> PurchaseJson.decode(bytes),
                settings.topics().of(TopicRole.PURCHASES));
        topology.addProcessor("bare", processors, "purchases");
        for (TopicRole output : outputs) {
            topology.addSink(
                    output.defaultName(),
                    settings.topics().of(output),
                    new StringSerializer(),
                    new ByteArraySerializer(),
                    "bare");
        }
        streams = new KafkaStreams(topology, config);
    }

    /** With {@link BareProcessor}. */
    static BareStreams least(Settings settings) {
        StoreBuilder<?> store = store(BareProcessor.STORE, Serdes.String()).withCachingEnabled();
        return new BareStreams(settings, new Supplier(BareProcessor::new, Set.of(store)), List.of(TopicRole.PROFILES));
    }

    /** With {@link AsMuchProcessor}. */
    static BareStreams asMuch(Settings settings, Examples examples) {
        StoreBuilder<?> customers =
                store(AsMuchProcessor.CUSTOMERS, Serdes.String()).withCachingEnabled();
        StoreBuilder<?> orders = store(AsMuchProcessor.ORDERS, Serdes.ByteArray());
        List<String> outputs = ALL_OUTPUTS.stream().map(TopicRole::defaultName).toList();
        return new BareStreams(
                settings,
                new Supplier(() -> new AsMuchProcessor(examples, outputs), Set.of(customers, orders)),
                ALL_OUTPUTS);
    }

    private static <K> StoreBuilder<?> store(String name, Serde<K> keys) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
    }

    void start() {
        streams.start();
    }

    @Override
    public void close() {
        streams.close();
        rocksMemory.close();
    }

    private record Supplier(
            java.util.function.Supplier<Processor<byte[], InputRecord, String, byte[]>> processors,
            Set<StoreBuilder<?>> stores)
            implements ProcessorSupplier<byte[], InputRecord, String, byte[]> {

        @Override
        public Processor<byte[], InputRecord, String, byte[]> get() {
            return processors.get();
        }
    }
}
