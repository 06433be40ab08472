package io.rfmstreams.app;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.topology.DeadLetterHandler;
import io.rfmstreams.topology.DeadLetters;
import io.rfmstreams.topology.KeyPartitioning;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import io.rfmstreams.topology.RefusedOutputHandler;
import io.rfmstreams.topology.SegmentationTopology;
import io.rfmstreams.topology.SharedRocksMemory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** Creates the Kafka Streams configuration. The {@code kafka.*} keys override the defaults of this program. */
public final class StreamsConfiguration {

    /**
     * How long a task retries while Kafka does not respond: without limit, in effect. Larger values overflow in Kafka
     * Streams.
     */
    private static final Duration WITHOUT_END = Duration.ofDays(36_500);

    private StreamsConfiguration() {}

    /** Returns the configuration of a processor without an advertised address. The caller closes the RocksDB memory. */
    public static StreamsConfig of(Settings settings, SharedRocksMemory rocksMemory) {
        return of(settings, rocksMemory, null);
    }

    /**
     * Returns the configuration of a processor. The caller closes the RocksDB memory.
     *
     * @param advertised the address at which other instances send queries to this one; null for none
     */
    @SuppressWarnings("deprecation") // this will be the default of Kafka 5; until then it must be set
    static StreamsConfig of(Settings settings, SharedRocksMemory rocksMemory, @Nullable HostInfo advertised) {
        Map<String, Object> config = new HashMap<>();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.get(ConfigKey.THREADS));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.get(ConfigKey.GUARANTEE));
        config.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.get(ConfigKey.COMMIT_INTERVAL).toMillis());
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.get(ConfigKey.STANDBYS));
        config.put(StreamsConfig.STATE_DIR_CONFIG, StateDirectory.of(settings).toString());
        config.put(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG, SegmentationTopology.MAX_STATE_AGE.toMillis());
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.get(ConfigKey.TOPICS_REPLICATION));
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RefusedOutputHandler.class);
        // errors.dead.letter.queue.topic.name is not set: with it, Kafka's own handlers would send whole records to the
        // topic.
        config.put(DeadLetters.CONFIG_KEY, deadLetters(settings, DeadLetters.MAX_BYTES));
        config.put(KeyPartitioning.CONFIG_KEY, KeyPartitioning.ANY);
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksMemory.ConfigSetter.class);
        config.put(SharedRocksMemory.CONFIG_KEY, rocksMemory);
        if (advertised != null) {
            config.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised.host() + ":" + advertised.port());
        }
        config.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, WITHOUT_END.toMillis());
        if (!settings.get(ConfigKey.GUARANTEE).equals(StreamsConfig.EXACTLY_ONCE_V2)) {
            // Kafka Streams sets it with exactly-once only; orders and models of aborted transactions must not count.
            config.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        }
        config.putAll(throughput(settings));
        config.putAll(settings.kafka().common());
        StreamsConfig streamsConfig = new StreamsConfig(config);
        requireYoungState(streamsConfig.getLong(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG));
        return streamsConfig;
    }

    /** State that is older than the retention of the changelogs' tombstones would restore erased customers. */
    private static void requireYoungState(long maxAge) {
        long retention = SegmentationTopology.TOMBSTONE_RETENTION.toMillis();
        if (maxAge <= 0 || maxAge >= retention) {
            throw new ConfigurationException(
                    ConfigKey.KAFKA_PREFIX + StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG + " is " + maxAge
                            + ", must be greater than 0 and less than " + retention
                            + ", the delete.retention.ms of the changelogs: older state would restore erased customers");
        }
    }

    /**
     * Returns a copy with settings that depend on the topics.
     *
     * @param deadLetterBytes the size limit of dead letters, in bytes
     */
    static StreamsConfig withTopics(
            StreamsConfig config, Settings settings, int deadLetterBytes, KeyPartitioning partitioning) {
        Map<String, Object> all = config.originals();
        all.put(DeadLetters.CONFIG_KEY, deadLetters(settings, deadLetterBytes));
        all.put(KeyPartitioning.CONFIG_KEY, partitioning);
        return new StreamsConfig(all);
    }

    /** Returns how a processor stops. */
    static CloseOptions closeOptions(StreamsConfig config, Duration timeout) {
        return CloseOptions.timeout(timeout).withGroupMembershipOperation(membershipAtStop(config));
    }

    /**
     * A dynamic member that stayed in the group would delay its successor until the session timeout. A static member stays: it
     * keeps its partitions for its next start.
     */
    static GroupMembershipOperation membershipAtStop(StreamsConfig config) {
        boolean isStatic =
                config.getMainConsumerConfigs("", "", 0).get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG) != null;
        return isStatic ? GroupMembershipOperation.REMAIN_IN_GROUP : GroupMembershipOperation.LEAVE_GROUP;
    }

    private static DeadLetters deadLetters(Settings settings, int maxBytes) {
        return new DeadLetters(settings.topics().of(TopicRole.DEAD_LETTERS), maxBytes);
    }

    /**
     * Returns larger batches and fetches than Kafka's defaults; measurements with small records on few cores led to them. A
     * default is left out if the key is configured with or without the prefix of the client, since Kafka Streams prefers the
     * name with the prefix.
     */
    private static Map<String, Object> throughput(Settings settings) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
        defaults.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        defaults.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
        defaults.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 4 << 20);
        defaults.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 5_000);
        defaults.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
        defaults.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 4 << 20);
        // A thread without purchases runs slices of reassignments and timers between two polls only.
        defaults.put(StreamsConfig.POLL_MS_CONFIG, 10);
        if (settings.processor().clock() == ClockMode.LIVE) {
            // A task has one input. Kafka Streams would check at each record whether the other inputs have records.
            defaults.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        }
        Map<String, Object> configured = settings.kafka().common();
        defaults.keySet().removeIf(key -> configured.keySet().stream()
                .anyMatch(name -> key.equals(name) || key.endsWith("." + name) || ("main." + name).equals(key)));
        return defaults;
    }
}
