package io.rfmstreams.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Opens Kafka clients with the settings of the {@code kafka.*} keys. */
public final class KafkaClients {

    private static final String DEFAULT_SERVERS = "localhost:9092";

    private final Map<String, String> configured;

    KafkaClients(Map<String, String> configured) {
        this.configured = configured;
    }

    public String bootstrapServers() {
        return configured.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, DEFAULT_SERVERS);
    }

    /** Returns the settings of all clients, including the bootstrap servers. */
    public Map<String, Object> common() {
        Map<String, Object> common = new HashMap<>(configured);
        common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return common;
    }

    public Admin admin() {
        return Admin.create(common());
    }

    /** Opens a consumer without a group that reads committed records only. */
    public Consumer<String, byte[]> reader() {
        return new KafkaConsumer<>(readerConfig(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Opens a consumer like {@link #reader} that does not decode keys. */
    Consumer<byte[], byte[]> bytesReader() {
        return new KafkaConsumer<>(readerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Opens a consumer like {@link #bytesReader} that waits longer for records, since it reads all the time, and buffers less. It
     * throws an exception for an offset that Kafka does not have.
     */
    Consumer<byte[], byte[]> feedReader() {
        Map<String, Object> config = common();
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        config.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        addReaderDefaults(config);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> readerConfig() {
        Map<String, Object> config = common();
        addReaderDefaults(config);
        return config;
    }

    private static void addReaderDefaults(Map<String, Object> config) {
        config.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        config.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20); // close() waits for the fetch in flight
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // If Kafka deletes the first records before they are fetched, continue with the first that is left.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    }

    public Producer<String, byte[]> producer() {
        return new KafkaProducer<>(common(), new StringSerializer(), new ByteArraySerializer());
    }

    /** Opens a producer whose calls and deliveries fail after a timeout. */
    Producer<String, byte[]> producerWithTimeout(Duration timeout) {
        Map<String, Object> config = common();
        int millis = Math.toIntExact(timeout.toMillis());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** Opens a transactional producer. After {@code initTransactions} it fences other producers with the same id. */
    public Producer<String, byte[]> transactionalProducer(String transactionalId) {
        Map<String, Object> config = common();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Opens a transactional producer that does not encode keys.
     *
     * @param timeout how long a transaction can stay open if its producer is killed, unless the configuration sets it.
     *     Readers of committed records wait for it
     */
    Producer<byte[], byte[]> transactionalBytesProducer(String transactionalId, Duration timeout) {
        Map<String, Object> config = common();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(timeout.toMillis()));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
