package io.rfmstreams.bench.recovery;

import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.bench.child.CommittedPurchases;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.TestModels;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of an installation with many customers, in event time. */
final class RecoveryShop implements AutoCloseable {

    static final String NAME = "recovery";
    static final int PARTITIONS = 8;
    static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int FIRST_DAY = 200;

    private final Map<String, String> configuration;
    private final Settings settings;
    private final Admin admin;

    RecoveryShop(String bootstrapServers) {
        configuration = Map.of(
                "kafka.bootstrap.servers",
                bootstrapServers,
                "application.id",
                NAME,
                "topics.partitions",
                String.valueOf(PARTITIONS),
                "topics.replication",
                "1",
                "rfm.clock",
                "event",
                // The least that Kafka Streams allows: instances share the partitions a minute after their start.
                "kafka.probing.rebalance.interval.ms",
                "60000");
        settings = new Settings(Configuration.load(configuration, Map.of(), null));
        admin = settings.kafka().admin();
        new TopicAdmin(admin, settings.topics()).createMissing(settings);
        try (var publisher = new ModelTopic(settings).publisher()) {
            publisher.publish(TestModels.byFrequency(1, 1.5), true);
        }
    }

    Settings settings() {
        return settings;
    }

    Admin admin() {
        return admin;
    }

    /** Returns the configuration with further keys. */
    Map<String, String> configuration(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(configuration);
        all.putAll(others);
        return all;
    }

    /** Sends the orders of all customers: the first of each, then the second of each, and so on. */
    @SuppressWarnings("FutureReturnValueIgnored") // waited for by the end of the producer
    void send(int customers, int orders) {
        Map<String, Object> config = settings.kafka().common();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        String topic = settings.topics().of(TopicRole.PURCHASES);
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (int order = 0; order < orders; order++) {
                long time = NOW.toEpochMilli() - FIRST_DAY * DAY + order * (FIRST_DAY * DAY / orders);
                for (int customer = 0; customer < customers; customer++) {
                    String id = "c" + customer;
                    Purchase purchase = new Purchase("o-" + order, Money.of("12.5"), time + customer % DAY);
                    producer.send(new ProducerRecord<>(topic, id, PurchaseJson.encode(id, purchase, null)));
                }
            }
        }
    }

    /** Waits until all that was sent is committed. */
    void awaitProcessed(BooleanSupplier hasEnded) throws InterruptedException, ExecutionException {
        CommittedPurchases.await(admin, settings, PARTITIONS, hasEnded);
    }

    @Override
    public void close() {
        admin.close();
    }
}
