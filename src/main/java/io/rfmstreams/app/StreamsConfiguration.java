package io.rfmstreams.app;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.topology.DeadLetterHandler;
import io.rfmstreams.topology.DeadLetters;
import io.rfmstreams.topology.KeyPartitioning;
import io.rfmstreams.topology.RefusedOutputHandler;
import io.rfmstreams.topology.SharedRocksMemory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** The Kafka Streams configuration: measured defaults, then whatever {@code kafka.*} keys say. */
public final class StreamsConfiguration {

    /** How long a task waits for a Kafka that does not answer. Longer ones than centuries overflow in Kafka Streams. */
    private static final Duration WITHOUT_END = Duration.ofDays(36_500);

    private StreamsConfiguration() {}

    /** What a processor runs under that other instances do not ask; the RocksDB memory stays the caller's. */
    public static StreamsConfig of(Settings settings, SharedRocksMemory rocksMemory) {
        return of(settings, rocksMemory, null);
    }

    /**
     * What a processor with these settings runs under; the RocksDB memory stays the caller's.
     *
     * @param advertised how other instances ask this one; null if they do not
     */
    @SuppressWarnings("deprecation") // names the default of Kafka 5; until then it must be asked for
    static StreamsConfig of(Settings settings, SharedRocksMemory rocksMemory, @Nullable HostInfo advertised) {
        Map<String, Object> config = new HashMap<>();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.get(ConfigKey.THREADS));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.get(ConfigKey.GUARANTEE));
        config.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.get(ConfigKey.COMMIT_INTERVAL).toMillis());
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.get(ConfigKey.STANDBYS));
        config.put(StreamsConfig.STATE_DIR_CONFIG, StateFolder.of(settings).toString());
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.get(ConfigKey.TOPICS_REPLICATION));
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RefusedOutputHandler.class);
        // Not errors.dead.letter.queue.topic.name: with it Kafka's own handlers would send whole records there.
        config.put(DeadLetters.CONFIG_KEY, deadLetters(settings, DeadLetters.USUAL_BYTES));
        config.put(KeyPartitioning.CONFIG_KEY, KeyPartitioning.ANY);
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksMemory.ConfigSetter.class);
        config.put(SharedRocksMemory.CONFIG_KEY, rocksMemory);
        if (advertised != null) {
            config.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised.host() + ":" + advertised.port());
        }
        config.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, WITHOUT_END.toMillis());
        config.putAll(throughput(settings.kafka().common()));
        config.putAll(settings.kafka().common());
        return new StreamsConfig(config);
    }

    /**
     * The same as the topics demand it.
     *
     * @param deadLetterBytes the most bytes of a dead letter
     */
    static StreamsConfig withTopics(
            StreamsConfig config, Settings settings, int deadLetterBytes, KeyPartitioning partitioning) {
        Map<String, Object> all = config.originals();
        all.put(DeadLetters.CONFIG_KEY, deadLetters(settings, deadLetterBytes));
        all.put(KeyPartitioning.CONFIG_KEY, partitioning);
        return new StreamsConfig(all);
    }

    private static DeadLetters deadLetters(Settings settings, int mostBytes) {
        return new DeadLetters(settings.topics().of(TopicRole.DEAD_LETTERS), mostBytes);
    }

    /**
     * Bigger batches and fetches than Kafka's defaults, as measured for small records on few cores. Kafka Streams prefers
     * the name with a client's prefix, so that a default yields to both names.
     */
    private static Map<String, Object> throughput(Map<String, Object> configured) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
        defaults.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        defaults.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
        defaults.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 4 << 20);
        defaults.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 5_000);
        defaults.keySet().removeIf(key -> configured.keySet().stream()
                .anyMatch(name -> key.equals(name) || key.endsWith("." + name) || ("main." + name).equals(key)));
        return defaults;
    }
}
