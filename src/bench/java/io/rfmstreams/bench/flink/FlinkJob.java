package io.rfmstreams.bench.flink;

import io.rfmstreams.app.ConfigKey;
import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The work of the processor as a job of Flink in this process: RocksDB state with incremental checkpoints at the processor's commit
 * interval, event-time timers, and its guarantee.
 */
public final class FlinkJob implements AutoCloseable {

    private static final int CACHED_CUSTOMERS = 50_000;
    private static final int CLOSE_SECONDS = 60;
    private static final int TRANSACTION_TIMEOUT_MILLIS = 600_000;

    private final JobClient job;
    private volatile boolean isClosing;

    @SuppressWarnings("FutureReturnValueIgnored") // the failure is passed on
    private FlinkJob(JobClient job, Consumer<Throwable> onFailure) {
        this.job = job;
        job.getJobExecutionResult().whenComplete((result, fault) -> {
            if (fault != null && !isClosing) {
                onFailure.accept(fault);
            }
        });
    }

    /**
     * Starts the job.
     *
     * @param configuration the keys and values that the settings were made of
     * @param onFailure is told why the job has ended by itself
     */
    public static FlinkJob start(Settings settings, Map<String, String> configuration, Consumer<Throwable> onFailure)
            throws Exception {
        boolean isExactlyOnce =
                settings.configuration().get(ConfigKey.GUARANTEE).equals("exactly_once_v2");
        int threads = settings.configuration().get(ConfigKey.THREADS);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(threads, engine(settings, isExactlyOnce));
        boolean waitsInHistory = settings.clock() == ClockMode.LIVE;
        WatermarkStrategy<PurchaseElement> watermarks =
                WatermarkStrategy.forGenerator(context -> new PurchaseWatermarks(waitsInHistory));
        byte[] model =
                ModelJson.encode(new ModelTopic(settings).read().activeModel().orElseThrow());
        environment
                .fromSource(
                        source(settings),
                        watermarks.withTimestampAssigner((element, timestamp) -> element.time()),
                        "purchases")
                .keyBy(PurchaseElement::customerId, SerializedType.TEXT)
                .process(
                        new SegmentationFunction(configuration, model, CACHED_CUSTOMERS),
                        TypeInformation.of(OutputRecord.class))
                .name("segmentation")
                .sinkTo(sink(settings, isExactlyOnce));
        return new FlinkJob(environment.executeAsync(settings.applicationId()), onFailure);
    }

    private static Configuration engine(Settings settings, boolean isExactlyOnce) {
        Path folder =
                settings.configuration().get(ConfigKey.STATE_DIR).orElseThrow().resolve(settings.applicationId());
        Duration interval = settings.configuration().get(ConfigKey.COMMIT_INTERVAL);
        Map<String, String> keys = Map.ofEntries(
                Map.entry("pipeline.object-reuse", "true"),
                Map.entry("restart-strategy.type", "none"),
                Map.entry("execution.buffer-timeout.interval", "10 ms"),
                Map.entry("execution.checkpointing.interval", interval.toMillis() + " ms"),
                Map.entry("execution.checkpointing.mode", isExactlyOnce ? "EXACTLY_ONCE" : "AT_LEAST_ONCE"),
                Map.entry("execution.checkpointing.storage", "filesystem"),
                Map.entry(
                        "execution.checkpointing.dir",
                        folder.resolve("checkpoints").toUri().toString()),
                Map.entry("execution.checkpointing.incremental", "true"),
                Map.entry("state.backend.type", "rocksdb"),
                Map.entry(
                        "state.backend.rocksdb.localdir",
                        folder.resolve("rocksdb").toString()),
                Map.entry("state.backend.rocksdb.memory.managed", "true"),
                Map.entry("state.backend.rocksdb.use-bloom-filter", "true"),
                Map.entry("state.backend.rocksdb.compression.per.level", "NO_COMPRESSION"),
                Map.entry("taskmanager.memory.managed.size", "320m"),
                Map.entry("taskmanager.memory.network.min", "128m"),
                Map.entry("taskmanager.memory.network.max", "128m"));
        return Configuration.fromMap(keys);
    }

    private static KafkaSource<PurchaseElement> source(Settings settings) {
        Properties consumer = new Properties();
        settings.kafka().common().forEach((key, value) -> consumer.setProperty(key, value.toString()));
        String interceptors = consumer.getProperty("main.consumer." + ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        if (interceptors != null) {
            consumer.setProperty(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, interceptors);
        }
        consumer.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        consumer.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, String.valueOf(4 << 20));
        consumer.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return KafkaSource.<PurchaseElement>builder()
                .setBootstrapServers(settings.kafka().bootstrapServers())
                .setTopics(settings.topics().of(TopicRole.PURCHASES))
                .setGroupId(settings.applicationId())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperties(consumer)
                .setDeserializer(new PurchaseSchema())
                .build();
    }

    private static KafkaSink<OutputRecord> sink(Settings settings, boolean isExactlyOnce) {
        Map<TopicRole, String> topics = new EnumMap<>(TopicRole.class);
        for (TopicRole role : TopicRole.values()) {
            topics.put(role, settings.topics().of(role));
        }
        Properties producer = new Properties();
        producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, "100");
        producer.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(256 << 10));
        producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        KafkaSinkBuilder<OutputRecord> sink = KafkaSink.<OutputRecord>builder()
                .setBootstrapServers(settings.kafka().bootstrapServers())
                .setRecordSerializer(new OutputSchema(topics))
                .setDeliveryGuarantee(isExactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE);
        if (isExactlyOnce) {
            // The pool reuses transactional ids. Without it, each checkpoint would open a producer of its own.
            producer.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, String.valueOf(TRANSACTION_TIMEOUT_MILLIS));
            sink.setTransactionalIdPrefix(settings.applicationId())
                    .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING);
        }
        return sink.setKafkaProducerConfig(producer).build();
    }

    @Override
    public void close() {
        isClosing = true;
        await(job.cancel());
        await(job.getJobExecutionResult().handle((result, cancelled) -> true));
    }

    private static void await(CompletableFuture<?> future) {
        try {
            future.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException fault) {
            throw new IllegalStateException("the job does not stop", fault);
        }
    }
}
