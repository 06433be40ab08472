package io.rfmstreams.bench;

import io.rfmstreams.app.ConfigKey;
import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.StreamsConfiguration;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.CacheBudget;
import io.rfmstreams.topology.InputOffsets;
import io.rfmstreams.topology.ModelRegistry;
import io.rfmstreams.topology.SegmentationTopology;
import io.rfmstreams.topology.SharedRocksMemory;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.internals.StreamTask;

/**
 * A task of the program with its RocksDB stores, without a broker. The test driver opens it, but commits after each record; therefore
 * this class takes the task out of the driver and commits when it is told to.
 */
final class OpenPurchaseTask implements AutoCloseable {

    private static final Duration UNTIL_MODEL_IS_SEEN = Duration.ofSeconds(2);

    private final TopicPartition purchases;
    private final SharedRocksMemory rocksMemory;
    private final TopologyTestDriver driver;
    private final StreamTask task;
    private final MockProducer<byte[], byte[]> producer;

    OpenPurchaseTask(Path folder, SegmentationModel model) throws ReflectiveOperationException {
        Settings settings = settings(folder);
        purchases = new TopicPartition(settings.topics().of(TopicRole.PURCHASES), 0);
        rocksMemory = new SharedRocksMemory(
                settings.configuration().get(ConfigKey.BLOCK_CACHE),
                settings.configuration().get(ConfigKey.WRITE_BUFFERS));
        Properties properties = new Properties();
        properties.putAll(StreamsConfiguration.of(settings, rocksMemory).originals());
        SegmentationTopology topology = new SegmentationTopology(
                settings.topics(),
                settings.processor(),
                new ModelRegistry(
                        settings.processor().history().window(),
                        settings.processor().churn()),
                new EmptyInput(),
                new CacheBudget(settings.configuration().get(ConfigKey.STORE_CACHE)),
                Clock.systemUTC());
        driver = new TopologyTestDriver(
                topology.build(new TopologyConfig(new StreamsConfig(properties))), properties, Instant.now());
        var models = driver.createInputTopic(
                settings.topics().of(TopicRole.MODELS), new StringSerializer(), new ByteArraySerializer());
        models.pipeInput(ModelJson.key(model.version()), ModelJson.encode(model));
        models.pipeInput(ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(model.version()));
        driver.advanceWallClockTime(UNTIL_MODEL_IS_SEEN);
        task = (StreamTask) field("task");
        @SuppressWarnings("unchecked") // the type of the driver's field
        MockProducer<byte[], byte[]> sent = (MockProducer<byte[], byte[]>) field("producer");
        producer = sent;
        producer.clear();
    }

    /** Returns the settings of a task in event time: the live clock would follow the wall clock and need a broker. */
    static Settings settings(Path folder) {
        Map<String, String> configuration = Map.of(
                "kafka.bootstrap.servers", "localhost:1",
                "application.id", "task",
                "process.state.dir", folder.toString(),
                "process.guarantee", "at_least_once",
                "rfm.clock", "event");
        return new Settings(Configuration.load(configuration, Map.of(), null));
    }

    private Object field(String name) throws ReflectiveOperationException {
        Field field = TopologyTestDriver.class.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(driver);
    }

    TopicPartition purchases() {
        return purchases;
    }

    /** Processes records and commits once. */
    void process(List<ConsumerRecord<byte[], byte[]>> records) {
        task.addRecords(purchases, records);
        for (int i = 0; i < records.size(); i++) {
            task.process(System.currentTimeMillis());
        }
        task.prepareCommit(true);
        task.postCommit(true);
    }

    /** Returns what was sent since the last call. */
    List<ProducerRecord<byte[], byte[]>> sent() {
        List<ProducerRecord<byte[], byte[]>> sent = producer.history();
        producer.clear();
        return sent;
    }

    @Override
    public void close() {
        driver.close();
        rocksMemory.close();
    }

    private static final class EmptyInput implements InputOffsets {

        @Override
        public CompletableFuture<Long> endOffset(TopicPartition partition) {
            return CompletableFuture.completedFuture(0L);
        }

        @Override
        public CompletableFuture<Long> committedOffset(TopicPartition partition) {
            return CompletableFuture.completedFuture(0L);
        }
    }
}
