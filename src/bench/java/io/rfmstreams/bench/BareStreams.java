package io.rfmstreams.bench;

import io.rfmstreams.app.ConfigKey;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.StreamsConfiguration;
import io.rfmstreams.contract.Inbound;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.topology.EventTimeExtractor;
import io.rfmstreams.topology.SharedRocksMemory;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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

/** {@link BareProcessor} under the very settings of the real processor, on the topics of the same installation. */
final class BareStreams implements AutoCloseable {

    private final SharedRocksMemory rocksMemory;
    private final KafkaStreams streams;

    BareStreams(Settings settings) {
        rocksMemory = new SharedRocksMemory(
                settings.configuration().number(ConfigKey.BLOCK_CACHE),
                settings.configuration().number(ConfigKey.WRITE_BUFFERS));
        Map<String, Object> settled =
                new HashMap<>(StreamsConfiguration.of(settings, rocksMemory).originals());
        settled.put(
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                settings.configuration().number(ConfigKey.STORE_CACHE));
        StreamsConfig config = new StreamsConfig(settled);
        Topology topology = new Topology(new TopologyConfig(config));
        topology.addSource(
                AutoOffsetReset.earliest(),
                "purchases",
                new EventTimeExtractor(settings.maxFuture(), Clock.systemUTC()),
                new ByteArrayDeserializer(),
                (topic, bytes) -> PurchaseJson.decode(bytes),
                settings.topics().of(TopicRole.PURCHASES));
        topology.addProcessor("bare", new Supplier(), "purchases");
        topology.addSink(
                "profiles",
                settings.topics().of(TopicRole.PROFILES),
                new StringSerializer(),
                new ByteArraySerializer(),
                "bare");
        streams = new KafkaStreams(topology, config);
    }

    void start() {
        streams.start();
    }

    KafkaStreams.State state() {
        return streams.state();
    }

    @Override
    public void close() {
        streams.close();
        rocksMemory.close();
    }

    private static final class Supplier implements ProcessorSupplier<byte[], Inbound, String, byte[]> {

        @Override
        public Processor<byte[], Inbound, String, byte[]> get() {
            return new BareProcessor();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(BareProcessor.STORE), Serdes.String(), Serdes.ByteArray())
                    .withCachingEnabled()
                    .withLoggingEnabled(Map.of()));
        }
    }
}
